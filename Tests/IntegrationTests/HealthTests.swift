//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("What may be wrong with a host", .virtualBox)
struct HealthTests {
    @Test("a disk whose file is gone is found, with the machine that has it, and is no longer when it is back")
    func unreadable() async throws {
        try await Fixture.run { fixture in
            let path = try await fixture.emptyImage()
            _ = try await fixture.machine("vm", .withDisk(path))
            #expect(try await fixture.host.health().unreadableMedia.contains { $0.path == path } == false)
            try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
            let found = try await fixture.host.health().unreadableMedia.first { $0.path == path }
            #expect(found?.machines == [fixture.name("vm")])
            #expect(found?.reason.isEmpty == false)
            try FileManager.default.moveItem(atPath: path + ".away", toPath: path)
            #expect(try await fixture.host.health().unreadableMedia.contains { $0.path == path } == false)
        }
    }

    @Test("the addresses that private networks may have are those of the host's file, or VirtualBox's own")
    func hostOnlyRanges() async throws {
        try await Fixture.run { fixture in
            let health = try await fixture.host.health()
            // Only a host with networks of its own, which then has no such interfaces, permits all.
            guard let ranges = health.hostOnlyRanges else { return }
            let hasFile = FileManager.default.fileExists(atPath: HostOnlyRanges.path)
            #expect((ranges.source == .usual) == !hasFile)
            if !hasFile { #expect(ranges.permitted.map(\.description) == ["192.168.56.0/21", "fe80::/10"]) }
            let outside = try await fixture.host.networks().filter { network in
                network.kind == .private && network.subnet.map { !ranges.permit($0) } ?? false
            }
            #expect(health.forbiddenNetworks == outside)
        }
    }

    @Test("the engine is the one that machines run in, and the room is that of the machines' folder")
    func engineAndRoom() async throws {
        try await Fixture.run { fixture in
            let health = try await fixture.host.health()
            let properties = try await fixture.manage("list", "systemproperties")
            #expect(properties.contains(health.machineFolder))
            #expect(try #require(health.freeSpace).bytes > 0)
            // Where machines have to be interpreted, there is nothing faster.
            let isInterpreting = ProcessInfo.processInfo.environment["VMFEST_INTERPRET"] == "1"
            #expect((health.engine == .emulated) == isInterpreting)
        }
    }
}
