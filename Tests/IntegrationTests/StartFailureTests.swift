//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("A start that fails says why", .virtualBox)
struct StartFailureTests {
    @Test("a disk whose file was deleted behind VirtualBox's back")
    func missingDisk() async throws {
        try await Fixture.run { fixture in
            let data = try await fixture.emptyImage("data.vdi")
            var spec = MachineSpec.small
            spec.storage = [.sata("SATA", devices: [.disk(data)])]
            let machine = try await fixture.machine("vm", spec)
            try await machine.start()
            try await machine.powerOff()
            try FileManager.default.moveItem(atPath: data, toPath: data + ".away")
            let error = try await #require(throws: VMFestError.self) { try await machine.start() }
            #expect(error.code == .startFailed)
            #expect(error.description.contains(data), "\(error)")
            #expect(!error.complaints.isEmpty)
            // It is off and can be started once the reason is gone.
            try FileManager.default.moveItem(atPath: data + ".away", toPath: data)
            try await machine.start()
        }
    }

    @Test("a disk that a running machine writes to")
    func sharedDisk() async throws {
        try await Fixture.run { fixture in
            let data = try await fixture.emptyImage("data.vdi")
            var spec = MachineSpec.small
            spec.storage = [.sata("SATA", devices: [.disk(data)])]
            let machines = try await [fixture.machine("a", spec), fixture.machine("b", spec)]
            try await machines[0].start()
            let error = try await #require(throws: VMFestError.self) { try await machines[1].start() }
            #expect(error.code == .startFailed)
            #expect(error.complaints.contains { $0.text.contains("Locking of attached media failed") }, "\(error)")
            #expect(error.complaints.allSatisfy { $0.component != nil })
            try await machines[0].powerOff()
            try await machines[1].start()
        }
    }

    @Test("a window on a host that has no screen")
    func window() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let error = try await #require(throws: VMFestError.self) { try await machine.start(.gui) }
            #expect(error.code == .startFailed, "\(error)")
            #expect(try await fixture.manage.state(machine.description) == "poweroff")
            try await machine.start(.headless)
        }
    }

    @Test("a process that comes up and fails leaves the end of its log")
    func log() async throws {
        try await Fixture.run { fixture in
            var spec = MachineSpec.small
            spec.serialPorts = [SerialPort(file: fixture.path("no/such/folder/console.log"))]
            spec.networks = [.nat()]
            let machine = try await fixture.machine("vm", spec)
            let error = try await #require(throws: VMFestError.self) { try await machine.start() }
            #expect(error.code == .startFailed)
            #expect(!error.complaints.isEmpty)
            #expect((1...20).contains(error.log.count))
            #expect(error.log.contains { $0.contains("Failed to construct 'serial'") }, "\(error.log)")
            #expect(error.description.contains("the end of the machine's log"))
            #expect(error.description.contains("no/such/folder"), "\(error)")
            try await machine.destroy()
        }
    }

    @Test("a process that is killed while it starts")
    func killed() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let machine = try await fixture.machine()
                let task = Task { try await machine.start() }
                while try await service.processes("VBoxHeadless").isEmpty { await Task.yield() }
                try? await service.kill("VBoxHeadless")
                // The start may have been over by then.
                if case .failure(let error) = await task.result {
                    #expect((error as? VMFestError)?.code == .startFailed, "\(error)")
                }
                try await machine.wait(for: [.off, .aborted])
                try await machine.start()
            }
        }
    }
}
