//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("A full disk with VirtualBox's own settings", .virtualBox, .smallDisk)
struct FullHomeTests {
    @Test(
        "nothing is begun, so that no machine is forgotten; where VirtualBox emptied its list, doctor tells what saves it"
    )
    func home() async throws {
        try await PrivateService.run { service in
            try await service.down()
            let disk = try await service.disk(mebibytes: 4, on: "home")
            let url = try await service.upElsewhere()
            try await Fixture.run(on: url, manage: service.manage) { fixture in
                let machine = try await fixture.machine()
                let registry = disk.folder.appending(path: "VirtualBox.xml")
                let before = try Data(contentsOf: registry)
                try disk.fill(leaving: 0)
                try await fixture.refuses(.noSpace, disk.folder.path, "make room") {
                    _ = try await fixture.machine("new")
                }
                try await fixture.refuses(.noSpace, "make room") { try await fixture.host.setExtraData("a", "b") }
                try await fixture.refuses(.noSpace, "make room") {
                    try await machine.withSnapshot { _ = Issue.record("it should not have begun") }
                }
                #expect(try Data(contentsOf: registry) == before)
                #expect(try await fixture.host.machines() == [machine])

                for round in 0..<8 where try Data(contentsOf: registry).count > 0 {
                    try disk.fill(leaving: 0)
                    try await fixture.manage("setextradata", "global", "round", "\(round)")
                }
                try #require(try Data(contentsOf: registry).isEmpty, "VirtualBox does not empty it any more")
                let found = try await fixture.host.health().emptySettings
                #expect(found.map(\.machine) == [nil])
                #expect(found.map(\.path) == [registry.path])
                try disk.empty()
                try await fixture.host.setExtraData("written", "again")
                #expect(try await fixture.host.health().emptySettings == [])
                #expect(String(decoding: try Data(contentsOf: registry), as: UTF8.self).contains(machine.description))
                #expect(try await fixture.host.leftovers() == [])
            }
        }
    }
}
