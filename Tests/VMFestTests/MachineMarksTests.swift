//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

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

    private func read(media: String?, files: String?) async throws -> MachineMarks {
        let channel = ScriptedChannel([
            "IMachine_getExtraData vmfest/media": [.value(media)],
            "IMachine_getExtraData vmfest/files": [.value(files)],
        ])
        return try await MachineMarks(of: channel.object("machine"))
    }

    @Test("Notes are kept in the machine's extra data, joined by slashes")
    func write() async throws {
        var marks = MachineMarks()
        marks.media = ["a-1", "b-2"]
        marks.files = ["com1.log"]
        #expect(try await written(marks) == ["vmfest/media": "a-1/b-2", "vmfest/files": "com1.log"])
    }

    @Test("Nothing to note is not written")
    func writeNothing() async throws {
        #expect(try await written(MachineMarks()).isEmpty)
    }

    @Test("What was written is read")
    func read() async throws {
        let marks = try await read(media: "a-1/b-2", files: "com1.log")
        #expect(marks.media == ["a-1", "b-2"])
        #expect(marks.files == ["com1.log"])
    }

    @Test("Without notes there is nothing", arguments: [nil, ""])
    func readNothing(text: String?) async throws {
        let marks = try await read(media: text, files: text)
        #expect(marks.media.isEmpty)
        #expect(marks.files.isEmpty)
    }
}
