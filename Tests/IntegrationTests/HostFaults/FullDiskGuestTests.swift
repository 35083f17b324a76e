//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("A guest that fills up the disk", .virtualBox, .smallDisk)
struct FullDiskGuestTests {
    @Test(
        "its machine pauses in the middle of the write, and goes on when it is resumed with room; the guest sees no error"
    )
    func paused() async throws {
        try await PrivateService.run { service in
            let disk = try await service.disk(mebibytes: 24)
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let log = fixture.path("writer.log")
                let image = try await WritingGuest.image(in: fixture)
                // On SATA VirtualBox keeps what a guest writes in its memory for a while.
                let spec = MachineSpec(
                    memory: .mebibytes(32), networks: [], storage: [.ide("IDE")],
                    bootDisk: BootDisk(controller: "IDE"), serialPorts: [SerialPort(file: log)])
                let machine = try await fixture.machine("vm", spec, image: .file(image))
                try disk.fill(leaving: 400)
                try await machine.start()
                try await machine.wait(for: [.paused], within: .seconds(120))
                #expect(try await fixture.manage.state(machine.description) == "paused")
                let health = try await fixture.host.health()
                #expect(try #require(health.freeSpace) < .mebibytes(2))
                // Without room it pauses again; one that is seen in the moment between was resumed.
                try await eventually {
                    do {
                        try await machine.resume()
                        return false
                    } catch let error as VMFestError {
                        #expect(error.code == .noSpace, "\(error)")
                        #expect(error.message.contains("VirtualBox paused it again: the disk of the host"))
                        return true
                    }
                }
                try await machine.wait(for: [.paused], within: .patience)
                try disk.empty()
                try await machine.resume()
                try await eventually { try String(contentsOfFile: log, encoding: .utf8).hasSuffix("!") }
                #expect(try !String(contentsOfFile: log, encoding: .utf8).contains("E"))
                #expect(try await fixture.manage.state(machine.description) == "running")
                try await machine.powerOff()
                try await machine.start()
                #expect(try await fixture.host.leftovers() == [])
            }
        }
    }
}
