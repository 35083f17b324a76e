//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VMFest

@Suite("Extra data", .virtualBox)
struct ExtraDataTests {
    @Test("extra data of a machine is set, read and removed, never beside a lock, and VBoxManage sees the same")
    func ofMachine() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.setExtraData("a/b", "ä=<&\"]]>")
            #expect(try await machine.extraData("a/b") == "ä=<&\"]]>")
            #expect(try await machine.extraData("none") == nil)
            try await machine.start()
            try await machine.setExtraData("running", "yes")
            let seen = try await fixture.manage("getextradata", machine.description, "running")
            #expect(seen.contains("Value: yes"))
            try await machine.powerOff()
            let holder = try await Holder.hold(machine)
            try await fixture.refuses(.locked, "process \(holder.process)") {
                try await machine.setExtraData("held", "yes", within: .seconds(1))
            }
            try await holder.release()
            let all = try await machine.extraData()
            #expect(all["a/b"] == "ä=<&\"]]>" && all["running"] == "yes" && all["held"] == nil)
            #expect(all["vmfest/machine"] != nil)
            try await machine.setExtraData("a/b", nil)
            try await machine.setExtraData("a/b", nil)
            #expect(try await machine.extraData("a/b") == nil)
            let removed = try await fixture.manage("getextradata", machine.description, "a/b")
            #expect(removed.contains("No value set"))
        }
    }

    @Test("extra data of the host is set, read and removed")
    func ofHost() async throws {
        try await Fixture.run { fixture in
            let key = "\(fixture.prefix)/key"
            try await fixture.host.setExtraData(key, "one")
            #expect(try await fixture.host.extraData(key) == "one")
            #expect(try await fixture.host.extraData()[key] == "one")
            #expect(try await fixture.manage("getextradata", "global", key).contains("Value: one"))
            try await fixture.host.setExtraData(key, nil)
            #expect(try await fixture.host.extraData(key) == nil)
            #expect(try await fixture.host.extraData().keys.contains(key) == false)
        }
    }

    @Test("VMFest's own notes, empty keys and values and unsendable characters are refused, and nothing is changed")
    func refusals() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let before = try await machine.extraData()
            for (key, value) in [("vmfest/machine", "{}"), ("vmfest/tag/x", nil), ("", "x"), ("x", ""), ("x", "\u{1}")]
            {
                let ofMachine = try await #require(throws: VMFestError.self) {
                    try await machine.setExtraData(key, value)
                }
                #expect(ofMachine.code == .invalidArgument, "\(key): \(ofMachine)")
                let ofHost = try await #require(throws: VMFestError.self) {
                    try await fixture.host.setExtraData(key, value)
                }
                #expect(ofHost.code == .invalidArgument, "\(key): \(ofHost)")
            }
            #expect(try await machine.extraData() == before)
            try await machine.destroy()
            let missing = try await #require(throws: VMFestError.self) { try await machine.setExtraData("a", "b") }
            #expect(missing.code == .noSuchMachine)
        }
    }
}
