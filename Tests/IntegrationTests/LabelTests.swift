//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("Tags, owner, lifetime", .virtualBox)
struct LabelTests {
    @Test("a new machine has its labels, and another client sees them and finds the machine by them")
    func create() async throws {
        try await Fixture.run { fixture in
            let labels = MachineLabels(
                tags: ["role": fixture.prefix, "a/b": "ä=<&\""], owner: "me", lifetime: .seconds(60))
            let machine = try await fixture.host.create(fixture.name("one"), .small, labels: labels)
            _ = try await fixture.machine("other")
            let other = Host(url: fixture.host.url)
            let found = try await other.inventory(where: [
                MachineFilter("role=\(fixture.prefix)"), MachineFilter("@owner=me"),
            ])
            #expect(found.map(\.machine) == [machine])
            let info = try #require(found.first)
            #expect(info.tags == labels.tags)
            let created = try #require(info.created)
            #expect(info.expires == created.addingTimeInterval(60))
            #expect(info.image == nil)
            let none = try await other.inventory(where: [
                MachineFilter("role=\(fixture.prefix)"), MachineFilter("@owner!=me"),
            ])
            #expect(none.isEmpty)
            let plain = try await fixture.host.machine(named: fixture.name("other")).info()
            #expect(plain.tags.isEmpty && plain.expires == nil)
            #expect(try #require(plain.owner).isEmpty == false)
        }
    }

    @Test("tags are set, changed and removed in every state, also by many at once, and VBoxManage sees the same")
    func tag() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.tag(["role": "web", "env": "dev"])
            try await machine.start()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<16 {
                    group.addTask {
                        try await Host(url: fixture.host.url).machine(id: machine.id).tag(["n\(number)": "\(number)"])
                    }
                }
                try await group.waitForAll()
            }
            try await machine.tag(["role": "db", "env": nil, "never": nil])
            var expected = Dictionary(uniqueKeysWithValues: (0..<16).map { ("n\($0)", "\($0)") })
            expected["role"] = "db"
            #expect(try await machine.info().tags == expected)
            let seen = try await fixture.manage("getextradata", machine.description, "vmfest/tag/role")
            #expect(seen.contains("Value: db"))
            try await machine.powerOff()
            #expect(try await machine.info().tags == expected)
        }
    }

    @Test("who sets a tag while somebody else destroys the machine is told that there is none")
    func destroyedMeanwhile() async throws {
        try await Fixture.run { fixture in
            for round in 0..<6 {
                let machine = try await fixture.machine("\(round)")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for tag in 0..<4 {
                        group.addTask {
                            do {
                                try await machine.tag(["role": "\(tag)"])
                                try await machine.setExtraData("GUI/Any", "\(tag)")
                            } catch let error as VMFestError where error.code == .noSuchMachine {
                                // As it may be.
                            }
                        }
                    }
                    group.addTask { try await machine.destroy() }
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test("bad labels are refused, all at once, before anything is made or changed")
    func refusals() async throws {
        try await Fixture.run { fixture in
            let labels = MachineLabels(tags: ["a b": ""], owner: "\u{1}", lifetime: .seconds(-1))
            let error = try await #require(throws: VMFestError.self) {
                try await fixture.host.create(fixture.name(), MachineSpec(cpus: 0), labels: labels)
            }
            #expect(error.code == .invalidSpec)
            #expect(error.problems.count == 5, "\(error)")
            let machine = try await fixture.machine()
            let refused = try await #require(throws: VMFestError.self) {
                try await machine.tag(["good": "x", "a b": "x", "long": String(repeating: "x", count: 256)])
            }
            #expect(refused.code == .invalidArgument)
            #expect(refused.problems.count == 2)
            #expect(try await machine.info().tags.isEmpty)
            try await machine.destroy()
            let missing = try await #require(throws: VMFestError.self) { try await machine.tag(["a": "b"]) }
            #expect(missing.code == .noSuchMachine)
        }
    }

    @Test("a record that somebody spoilt is no obstacle to listing and destroying the machine")
    func spoilt() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.host.create(fixture.name(), .small, labels: MachineLabels(tags: ["a": "b"]))
            try await fixture.manage("setextradata", machine.description, "vmfest/machine", "{]")
            let info = try await machine.info()
            #expect(info.owner == nil)
            #expect(info.tags == ["a": "b"])
            try await machine.destroy()
        }
    }
}
