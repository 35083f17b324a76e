//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// ``InaccessibleTests`` has what each verb says of a machine whose settings can not be read.
@Suite("Settings that can not be read", .virtualBox)
struct UnreadableSettingsTests {
    @Test(
        "such a machine is found by its name, the error names what it was before, and repaired it works without a restart"
    )
    func repaired() async throws {
        try await PrivateService.run { service in
            let before = Host(url: service.url)
            let machine = try await before.create("vm", .small, image: .file(service.emptyImage()))
            // So that what it was before has its disk.
            try await machine.tag(["role": "db"])
            let file = URL(filePath: try await machine.info().settingsFile)
            try await service.down()
            try Data().write(to: file)
            let host = Host(url: try await service.upElsewhere())
            let found = try await host.machine(named: "vm")
            #expect(found.id == machine.id)
            let error = try await #require(throws: VMFestError.self) { try await found.start() }
            #expect(error.code == .inaccessible)
            #expect(
                error.message.contains(file.path + "-prev") && error.message.contains("repaired by hand"), "\(error)")
            let other = try await #require(throws: VMFestError.self) { try await host.machine(named: "none") }
            #expect(other.code == .noSuchMachine)
            #expect(try await host.leftovers() == [], "what it was before is in its folder, and so is its disk")

            try FileManager.default.removeItem(at: file)
            try FileManager.default.copyItem(atPath: file.path + "-prev", toPath: file.path)
            try await host.machine(named: "vm").start()
            #expect(try await service.manage.state("vm") == "running")
            try await found.destroy()
            #expect(try await service.manage.info("vm") == nil)
            #expect(try await host.leftovers() == [])
        }
    }

    @Test("a service whose own list of machines can not be read does not start; what it was before brings all back")
    func registry() async throws {
        try await PrivateService.run { service in
            let host = Host(url: service.url)
            let machine = try await host.create("here", .small)
            // What it was before is one write behind, and knows that the machine is whole.
            try await host.setExtraData("last", "write")
            let registry = try await service.folder().appending(path: "home/VirtualBox.xml")
            try await service.down()
            try Data("<VirtualBox".utf8).write(to: registry)
            await #expect(throws: PrivateService.Failure.self) { try await service.upElsewhere() }
            let error = try await #require(throws: VMFestError.self) { try await machine.state() }
            #expect(error.code == .unreachable)
            #expect(error.message.contains("Start the service there"))
            // What was started in vain is in the way for a moment.
            try await service.down()
            try FileManager.default.removeItem(at: registry)
            try FileManager.default.copyItem(atPath: registry.path + "-prev", toPath: registry.path)
            let again = Host(url: try await service.upElsewhere())
            #expect(try await again.machines().map(\.id) == [machine.id])
            #expect(try await again.leftovers() == [])
            try await again.machine(named: "here").start()
            try await again.machine(named: "here").destroy()
        }
    }
}
