//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

import struct VMFest.Host

/// An operation on a machine that is off goes on in VirtualBox when nobody waits for it any more.
///
/// A lock that was given back in the middle of one would leave the machine in the middle of it for ever.
@Suite("Operations whose end nobody learns", .virtualBox)
struct LostProgressTests {
    private struct Lost: Error {}

    enum Operation: CaseIterable {
        case take, restore, remove
    }

    @Test("the machine's lock is given back when they have ended, and it can be used", arguments: Operation.allCases)
    func lost(operation: Operation) async throws {
        try await PrivateService.run { service in
            let host = Host(url: service.url)
            let image = try await service.emptyImage()
            for _ in 0..<5 {
                let machine = try await host.create("machine", .small, image: .file(image))
                try await machine.takeSnapshot("point")
                await #expect(throws: Lost.self) {
                    try await WebService(.init(url: service.url)).withVirtualBox { scope in
                        let remote = try await scope.box.findMachine(nameOrId: machine.description)
                        try await scope.withLock(.write, on: remote, id: machine.description, until: .never) { locked in
                            let locked = try await locked.machine()
                            switch operation {
                            case .take: _ = try await locked.takeSnapshot(name: "new", description: "", pause: true)
                            case .restore:
                                let point = try await locked.findSnapshot(nameOrId: "point")
                                _ = try await locked.restoreSnapshot(snapshot: point)
                            case .remove:
                                _ = try await locked.deleteSnapshot(id: locked.findSnapshot(nameOrId: "point").getId())
                            }
                            throw Lost()
                        }
                    }
                }
                #expect(try await service.manage.state("machine") == "poweroff")
                try await machine.start()
                try await machine.destroy()
            }
        }
    }
}
