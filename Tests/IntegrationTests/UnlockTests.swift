//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("Locks that nobody gives back", .virtualBox)
struct UnlockTests {
    @Test("a machine that nobody has locked is free, and one that runs is not unlocked")
    func nothingToDo() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            #expect(try await machine.lockHolder() == nil)
            #expect(try await machine.unlock() == .wasFree)
            try await machine.start()
            let holder = try #require(try await machine.lockHolder())
            #expect(holder.isRunning && holder.session == "headless")
            let error = try await #require(throws: VMFestError.self) { try await machine.unlock(endingHolder: true) }
            #expect(error.code == .invalidState)
            #expect(try await fixture.manage.state(machine.description) == "running")
        }
    }

    @Test("the lock of somebody who is at work is left alone, with words that name the holder")
    func held() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let holder = try await Holder.hold(machine)
            let seen = try #require(try await machine.lockHolder())
            #expect(seen.process == Int(holder.process))
            #expect(seen.program == "vboxwebsrv")
            #expect(try await fixture.host.health().locks.contains { $0.machine == machine })
            let error = try await #require(throws: VMFestError.self) { try await machine.unlock() }
            #expect(error.code == .locked)
            #expect(error.message.contains("process \(holder.process)") && error.message.contains("--force"))
            #expect(try await machine.lockHolder() == seen)
            try await holder.release()
            #expect(try await machine.unlock() == .wasFree)
        }
    }

    @Test("a lock that outlived its session ends with the web service that has it, and the machine keeps its disk")
    func forced() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let path = try await fixture.emptyImage()
                let machine = try await fixture.machine("vm", .withDisk(path))
                let running = try await fixture.machine("running")
                try await running.start()
                try await StaleLock.leave(on: machine)
                #expect(try await machine.lockHolder()?.program == "vboxwebsrv")
                #expect(try await machine.unlock(endingHolder: true) == .freedWithService)
                try await service.up()
                #expect(try await machine.lockHolder() == nil)
                #expect(FileManager.default.fileExists(atPath: path))
                #expect(try await service.manage.info(machine.description)?.values.contains(path) == true)
                #expect(try await service.manage.state(running.description) == "running")
                try await machine.start()
            }
        }
    }
}
