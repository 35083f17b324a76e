//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import SOAP
import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

/// The requests that crash VirtualBox's processes can not be sent.
///
/// Most are kept out by types: an object argument is a `ManagedObject`, which has a `ManagedReference`, which is never
/// empty; an array of objects has no nil in it; `MachineLock` has no case for the lock that runs a machine inside the
/// service. None of these compiles:
///
///     try await box.registerMachine(machine: nil)
///     try await machine.deleteConfig(media: [nil])
///     try await machine.setIcon("%%%")
///     try await scope.withLock(.vm, on: machine, …)
@Suite("Requests that would crash VirtualBox", .virtualBox)
struct HazardTests {
    @Test("There is no reference to nothing, so it is no argument")
    func emptyReference() throws {
        let channel = DeadEnd()
        #expect(ManagedReference(id: "", channel: channel) == nil)
        #expect(throws: ResponseError.self) {
            try VirtualBoxAPI.Machine(
                decoding: [SOAPElement(name: "returnval")], from: channel)
        }
    }

    @Test("A dead session gives no session object, so nothing is locked with it, and the service lives on")
    func deadSession() async throws {
        try await surviving { service in
            let machine = try await Host(url: service.url).create("victim", .small)
            let web = WebService(.init(url: service.url))
            await #expect(throws: (any Error).self) {
                try await web.withVirtualBox { scope in
                    let remote = try await scope.box.findMachine(nameOrId: machine.description)
                    try await WebsessionManager(channel: scope.session).logoff(refIVirtualBox: scope.box)
                    try await scope.withLock(.write, on: remote, id: machine.description, until: .never) { _ in }
                }
            }
            #expect(web.calls.byOperation["IMachine_lockMachine"] == nil)
            try await machine.destroy()
        }
    }

    @Test("Whatever bytes there are, base64 is what is sent, and the service lives on")
    func octets() async throws {
        try await surviving { service in
            let machine = try await Host(url: service.url).create("victim", .small)
            try await WebService(.init(url: service.url)).withVirtualBox { scope in
                let remote = try await scope.box.findMachine(nameOrId: machine.description)
                try await scope.withLock(.write, on: remote, id: machine.description, until: .never) { locked in
                    let editable = try await locked.machine()
                    for data in [Data("%%%".utf8), Data(), Data((0..<1000).map { UInt8($0 % 251) })] {
                        try await editable.setIcon(Octets(data))
                        #expect(try await editable.getIcon() == Octets(data))
                    }
                }
            }
            try await machine.destroy()
        }
    }

    @Test("Nothing among the disks to delete is nothing sent, and the service lives on")
    func noMedia() async throws {
        try await surviving { service in
            let machine = try await Host(url: service.url).create("victim", .small)
            try await WebService(.init(url: service.url)).withVirtualBox { scope in
                let remote = try await scope.box.findMachine(nameOrId: machine.description)
                // What an array with holes in it would become.
                let holes: [Medium?] = [nil, nil]
                #expect(try Argument.encode([Argument("media", holes)]).isEmpty)
                _ = try await remote.unregister(cleanupMode: .full)
                try await scope.finish(remote.deleteConfig(media: []), of: "IMachine_deleteConfig")
            }
        }
    }

    @Test("Text that is not legal in XML is refused before it is sent")
    func controlCharacters() async throws {
        try await surviving { service in
            let machine = try await Host(url: service.url).create("victim", .small)
            let web = WebService(.init(url: service.url))
            await #expect(throws: UnsendableArgument.self) {
                try await web.withVirtualBox { scope in
                    let remote = try await scope.box.findMachine(nameOrId: machine.description)
                    try await remote.setExtraData(key: "key", value: "a\u{1}b")
                }
            }
            #expect(web.calls.byOperation["IMachine_setExtraData"] == nil)
            try await machine.destroy()
        }
    }

    @Test("Many who switch one machine off at once reach their goal, and the service lives on")
    func togetherOff() async throws {
        // What one of them asked of the machine's process in its last moment would make vboxwebsrv read through a null
        // pointer, so they take turns.
        try await surviving { service in
            let machine = try await Host(url: service.url).create("victim", .small)
            for _ in 0..<3 {
                try await machine.start()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<4 { group.addTask { try await machine.powerOff() } }
                    try await group.waitForAll()
                }
                #expect(try await machine.state() == .off)
            }
            try await machine.destroy()
        }
    }

    /// Runs work on a service of its own; its processes must be the same afterwards, and answer.
    private func surviving(_ work: @escaping @Sendable (PrivateService) async throws -> Void) async throws {
        try await PrivateService.run { service in
            _ = try await Host(url: service.url).version()
            let before = try await processes(of: service)
            try await work(service)
            #expect(try await processes(of: service) == before)
            _ = try await Host(url: service.url).version()
        }
    }

    private func processes(of service: PrivateService) async throws -> [[Int]] {
        try await [service.processes("vboxwebsrv"), service.processes("VBoxSVC")]
    }
}

/// A channel that nothing may be sent through.
private struct DeadEnd: Channel {
    func send(_ operation: StaticString, _ parameters: [SOAPRequest.Parameter]) async throws -> [SOAPElement] {
        Issue.record("\(operation) was sent")
        return []
    }
}
