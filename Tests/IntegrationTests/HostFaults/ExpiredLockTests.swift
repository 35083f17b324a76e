//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

import struct VMFest.Host

/// ``ExpiredSessionTests`` has sessions without a lock, ``LockedMachineTests`` and ``UnlockTests`` locks of the living.
@Suite("A session that expires with a lock in its hands", .virtualBox)
struct ExpiredLockTests {
    @Test("the lock stays, whoever comes next is told who has it, doctor tells it, and unlock frees the machine whole")
    func expired() async throws {
        try await PrivateService.run(options: ["--timeout", "4", "--check-interval", "1"]) { service in
            let machine = try await Host(url: service.url).create(
                "vm", .small, image: .file(service.emptyImage()))
            let silent = WebService(.init(url: service.url, heartbeat: .seconds(600)))
            let error = try await #require(throws: VirtualBoxError.self) {
                try await silent.withVirtualBox { scope in
                    let remote = try await scope.box.findMachine(nameOrId: machine.description)
                    try await scope.withLock(.write, on: remote, id: machine.description, until: .never) { locked in
                        let editable = try await locked.machine()
                        try await editable.setDescription("half")
                        try await Task.sleep(for: .seconds(10))
                        try await editable.saveSettings()
                    }
                }
            }
            #expect(error.code == .connectionLost)
            let process = try #require(try await service.processes("vboxwebsrv").first)
            let refusal = try await #require(throws: VMFestError.self) { try await machine.start(within: .seconds(3)) }
            #expect(refusal.code == .locked && refusal.message.contains("process \(process)"), "\(refusal)")
            #expect(try await machine.host.health().locks.map(\.machine) == [machine])
            #expect(try await machine.unlock(endingHolder: true) == .freedWithService)
            let again = try await Host(url: service.upElsewhere()).machine(named: "vm")
            #expect(try await again.lockHolder() == nil)
            #expect(try await again.info().description.isEmpty, "nothing is half done")
            try await again.start()
            #expect(try await service.manage.state("vm") == "running")
            try await again.destroy()
        }
    }
}
