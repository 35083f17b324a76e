//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFestCommands

struct PasswordPromptTests {
    private func line(_ keys: String) throws -> String {
        var bytes = keys.utf8.makeIterator()
        return try PasswordPrompt.line { bytes.next() }
    }

    @Test(arguments: [
        ("secret\r", "secret"), ("secret\nmore", "secret"), ("\r", ""), ("end", "end"),
        ("sec\u{7F}\u{8}\u{7F}\u{7F}a\r", "a"),
        ("s\u{e9}\u{7F}x\r", "sx"), ("wrong\u{15}right\r", "right"), ("a b\u{4}\r", "a b\u{4}"),
    ])
    func keysMakeALine(_ keys: String, _ expected: String) throws {
        #expect(try line(keys) == expected)
    }

    @Test(arguments: ["\u{3}", "half\u{3}", "\u{4}", ""])
    func whoeverLeavesGivesNoPassword(_ keys: String) {
        #expect(throws: CancellationError.self) { try line(keys) }
    }
}
