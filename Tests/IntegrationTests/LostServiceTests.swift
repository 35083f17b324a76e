//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

import struct VMFest.Host

/// What becomes of work when the service or its session is lost on the way.
@Suite("A service that is lost", .virtualBox)
struct LostServiceTests {
    @Test("The service is restarted between two calls: the second just works")
    func restartedBetween() async throws {
        try await PrivateService.run { service in
            let host = Host(url: service.url)
            let machine = try await host.create("here", .small)
            try await service.down()
            try await service.up()
            #expect(try await host.machine(named: "here") == machine)
            try await service.kill("vboxwebsrv")
            try await service.up()
            try await machine.start()
            #expect(try await service.manage.state("here") == "running")
            try await machine.destroy()
        }
    }

    @Test("The service is restarted inside a scope in which nothing was changed: the work runs once more")
    func restartedWhileReading() async throws {
        try await PrivateService.run { service in
            _ = try await Host(url: service.url).create("here", .small)
            let runs = RunCounter()
            let names = try await WebService(.init(url: service.url)).withVirtualBox { scope in
                let machines = try await scope.box.getMachines()
                if await runs.next() == 1 {
                    try await service.kill("vboxwebsrv")
                    try await service.up()
                }
                return try await machines.concurrentNames()
            }
            #expect(names == ["here"])
            #expect(await runs.count == 2)
        }
    }

    @Test("VirtualBox's own server process ends under a lock: whatever is asked of it then, the session is lost")
    func serverKilledUnderLock() async throws {
        try await PrivateService.run { service in
            let machine = try await Host(url: service.url).create("here", .small)
            let error = try await #require(throws: VirtualBoxError.self) {
                try await WebService(.init(url: service.url)).withVirtualBox { scope in
                    let remote = try await scope.box.findMachine(nameOrId: machine.description)
                    try await scope.withLock(.write, on: remote, id: machine.description, until: .never) { locked in
                        try await service.kill("VBoxSVC")
                        _ = try await locked.machine()
                    }
                }
            }
            #expect(error.code == .connectionLost, "\(error)")
        }
    }

    @Test("The service dies while a verb waits: a typed error, and repeating the verb reaches the goal")
    func killedWhileWaiting() async throws {
        try await PrivateService.run { service in
            let host = Host(url: service.url)
            let machine = try await host.create("here", .small)
            try await machine.start()
            let stop = Task { try await machine.stop(within: .seconds(120)) }
            // Without a guest nobody hears the power button, so it waits by now, or will.
            try await Task.sleep(for: .seconds(3))
            try await service.kill("vboxwebsrv")
            let error = try await #require(throws: VMFestError.self) { try await stop.value }
            #expect([.unreachable, .connectionLost].contains(error.code), "\(error)")
            #expect(error.code.isAboutTheHost)
            try await service.up()
            try await machine.stop(within: .seconds(1), force: true)
            #expect(try await service.manage.state("here") == "poweroff")
            try await machine.destroy()
        }
    }

    @Test("The service is killed and comes back while a verb waits: a goal is reached, or a typed error says why not")
    func backWhileWaiting() async throws {
        try await PrivateService.run { service in
            let machine = try await Host(url: service.url).create("here", .small)
            try await machine.start()
            let wait = Task { try await machine.wait(for: [.off], within: .seconds(120)) }
            try await Task.sleep(for: .seconds(2))
            try await service.kill("vboxwebsrv")
            try await service.up()
            do {
                try await machine.powerOff()
                #expect(try await wait.value == .off)
            } catch let error as VMFestError {
                #expect(error.code.isAboutTheHost, "\(error)")
            }
            try await machine.powerOff()
            try await machine.destroy()
        }
    }

    @Test("VirtualBox's server process dies: the error says so, and not only that the password is wrong")
    func serverProcessKilled() async throws {
        try await PrivateService.run { service in
            let host = Host(url: service.url)
            let machine = try await host.create("here", .small)
            try await service.kill("VBoxSVC")
            let deadline = ContinuousClock.now.advanced(by: .seconds(40))
            var codes: Set<String> = []
            while ContinuousClock.now < deadline {
                let error = try await #require(throws: VMFestError.self) { try await machine.state() }
                codes.insert(error.code.description)
                #expect(error.code.isAboutTheHost, "\(error)")
                if error.code == .logonRefused {
                    #expect(error.message.contains("VBoxSVC"))
                    break
                }
                try await Task.sleep(for: .seconds(1))
            }
            #expect(codes.contains("logonRefused"), "\(codes)")
            try await service.up()
            #expect(try await machine.state() == .off)
            try await machine.start()
            try await machine.destroy()
        }
    }

    @Test("VirtualBox's server process dies inside a scope: the connection is lost, nothing less definite")
    func serverProcessKilledInside() async throws {
        try await PrivateService.run { service in
            let error = try await #require(throws: VirtualBoxError.self) {
                try await WebService(.init(url: service.url)).withVirtualBox { scope in
                    try await scope.box.setExtraData(key: "changed", value: "yes")
                    try await service.kill("VBoxSVC")
                    _ = try await scope.findMachine("any")
                }
            }
            #expect(error.code == .connectionLost)
            #expect(!error.isDefinite)
        }
    }
}

/// Counts how often something happened.
actor RunCounter {
    private(set) var count = 0

    func next() -> Int {
        count += 1
        return count
    }
}

extension [VirtualBoxAPI.Machine] {
    /// The machines' names.
    func concurrentNames() async throws -> [String] {
        var names: [String] = []
        for machine in self { names.append(try await machine.getName()) }
        return names
    }
}
