//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess
import Testing

@testable import VMFest

struct ShellWordTests {
    private static let words = [
        "", "plain", "two words", "it's", "\"quoted\"", "$HOME `id` $(id)", "back\\slash", "a\nb\n", "ä€𝄞", "*", "~",
        "-n", "#", "a;b", "!x", "tab\there", "'", "''", "a=b",
    ]

    @Test("A plain word stays readable")
    func plain() {
        #expect(ShellWord.quoted("/usr/bin/a-b_c.d") == "/usr/bin/a-b_c.d")
        #expect(ShellWord.quoted("a=b") == "'a=b'")
        #expect(ShellWord.quoted("") == "''")
    }

    @Test("A shell reads back what was quoted, also as a line within a line", arguments: words)
    func readBack(word: String) async throws {
        let command = GuestCommand(words: ["printf", "%s|", word, "x"])
        let line = RemoteLine(command: command).text
        let result = try await Subprocess.run(
            .name("sh"), arguments: ["-c", line], output: .string(limit: 4096), error: .discarded)
        #expect(result.standardOutput == "\(word)|x|")
    }

    @Test("The environment and the folder arrive, and the exit code comes back")
    func surroundings() async throws {
        let command = GuestCommand(
            words: ["sh", "-c", #"printf '%s %s' "$A" "$PWD"; exit 7"#], environment: ["A": "b 'c'"], folder: "/")
        let result = try await Subprocess.run(
            .name("sh"), arguments: ["-c", RemoteLine(command: command).text], output: .string(limit: 4096),
            error: .discarded)
        #expect(result.standardOutput == "b 'c' /")
        #expect(result.terminationStatus == .exited(7))
    }

    @Test("A command that a signal ends is told by the shell as 128 and its number")
    func signal() async throws {
        let command = GuestCommand(words: ["sh", "-c", "kill -9 $$"])
        let result = try await Subprocess.run(
            .name("sh"), arguments: ["-c", RemoteLine(command: command).text], output: .discarded, error: .discarded)
        #expect(result.terminationStatus == .exited(137))
        #expect(SSHClient.ending(137) == .signaled(9))
        #expect(SSHClient.ending(128) == .exited(128))
        #expect(SSHClient.ending(255) == .exited(255))
    }
}
