//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import TestSupport
import Testing
import VirtualBoxAPI

@testable import VMFest

struct MachineMarksTests {
    private func written(_ marks: MachineMarks) async throws -> [String: String] {
        let channel = ScriptedChannel(["IMachine_setExtraData": [.elements([])]])
        try await marks.write(to: channel.object("machine"))
        let pairs = channel.calls.map { ($0.parameter("key") ?? "", $0.parameter("value") ?? "") }
        return Dictionary(pairs) { first, _ in first }
    }

    private func read(_ text: String?) async throws -> MachineMarks {
        let channel = ScriptedChannel(["IMachine_getExtraData vmfest/machine": [.value(text)]])
        return try await MachineMarks(of: channel.object("machine"), logger: Logger(label: "test"))
    }

    private static let sample = {
        var marks = MachineMarks()
        marks.media = ["a-1", "b-2"]
        marks.files = ["com1.log"]
        marks.owner = "me@here"
        marks.created = Date(timeIntervalSince1970: 0)
        marks.size = "small"
        return marks
    }()

    @Test("All that is noted is one record, with its keys in order")
    func write() async throws {
        let expected =
            #"{"created":"1970-01-01T00:00:00Z","files":["com1.log"],"formerNames":[],"keys":[],"media":["a-1","b-2"],"#
            + #""owner":"me@here","size":"small"}"#
        #expect(try await written(Self.sample) == ["vmfest/machine": expected])
    }

    @Test("What was written is read")
    func read() async throws {
        let text = try #require(try await written(Self.sample)["vmfest/machine"])
        #expect(try await read(text) == Self.sample)
    }

    @Test("What a newer client added is passed over")
    func newer() async throws {
        let marks = try await read(#"{"colour":{"is":"red"},"owner":"me"}"#)
        #expect(marks.owner == "me")
        #expect(marks.media.isEmpty)
    }

    @Test(
        "Without a record, or with one that can not be read, there is nothing",
        arguments: [nil, "", "{", "[]", "{\"media\":1}"])
    func readNothing(text: String?) async throws {
        #expect(try await read(text) == MachineMarks())
    }

    @Test("A lifetime is counted from the creation, in whole seconds and never less than asked for")
    func lifetime() throws {
        let labels = MachineLabels(owner: "me", lifetime: .milliseconds(1_500))
        let marks = MachineMarks(
            labels, MachineOrigin(size: .small, run: "r"), at: Date(timeIntervalSince1970: 7.4), image: "debian-12")
        let created = try #require(marks.created)
        #expect(marks.expires == created.addingTimeInterval(2))
        #expect(created.timeIntervalSince1970 == 7)
        #expect((marks.owner, marks.size, marks.run, marks.image) == ("me", "small", "r", "debian-12"))
        #expect(MachineMarks(MachineLabels(), MachineOrigin(), at: created, image: nil).expires == nil)
    }
}
