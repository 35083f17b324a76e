//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess
import Testing

@testable import VMFest

struct PlainWordsTests {
    @Test("A shell gets words back byte for byte, whatever is in them")
    func backAgain() async throws {
        let words = ["/usr/bin/printf", "<%s>", "ä ö", #"a\b\0101\n"#, "it's $HOME", "line\n\n", "", "-n", "日本"]
        let command = PlainWords.command(for: words)
        #expect(command.allSatisfy(PlainWords.isPlain))
        let result = try await Subprocess.run(
            .name("sh"), arguments: Arguments(Array(command.dropFirst())), output: .string(limit: 4096),
            error: .discarded)
        #expect(result.standardOutput == words.dropFirst(2).map { "<\($0)>" }.joined())
    }

    @Test("Words that every guest understands stay as they are")
    func plain() async throws {
        let words = try await GuestControl.words(of: GuestCommand(words: ["/bin/ls", #"a\b"#])) { true }
        #expect(words == ["/bin/ls", #"a\b"#])
        let others = try await GuestControl.words(of: GuestCommand(words: ["/bin/ls", "ä"])) { true }
        #expect(others.first == "/bin/sh")
        #expect(try await GuestControl.words(of: GuestCommand(words: ["C:\\ä.exe"])) { false } == ["C:\\ä.exe"])
    }
}
