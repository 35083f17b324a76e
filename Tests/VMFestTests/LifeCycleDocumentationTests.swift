//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VirtualBox

@testable import VMFest

/// The table in the documentation is the one in the code.
struct LifeCycleDocumentationTests {
    private static let cells: [String: VerbTests.Cell] = [
        "nothing": .done, "launch": .act(.launch), "pause": .act(.pause), "resume": .act(.resume),
        "power button": .act(.pressPowerButton), "power down": .act(.powerDown), "reset": .act(.reset),
        "save state": .act(.saveState), "discard state": .act(.discardState), "remove": .act(.remove), "wait": .wait,
        "refused": .refused,
    ]

    private static let phases: [String: MachinePhase] = [
        "off": .off, "aborted": .aborted, "saved": .saved, "running": .running, "paused": .paused, "stuck": .stuck,
        "changing": .changing,
    ]

    /// The cells of the first Markdown table, without code marks; the line under its head is left out.
    private static func table() throws -> [[String]] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/VMFest/Documentation.docc/LifeCycle.md").standardizedFileURL
        let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
        let rows = lines.drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
        return rows.map { row in
            row.split(separator: "|").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
        }.filter { !$0.allSatisfy { $0.allSatisfy { "-:".contains($0) } } }
    }

    @Test("Each cell of the documented table is what the verb does")
    func cells() throws {
        let table = try Self.table()
        let head = try #require(table.first)
        let phases = try head.dropFirst().map { try #require(Self.phases[$0]) }
        #expect(Set(phases) == Set(MachinePhase.allCases))
        let rows = table.dropFirst()
        #expect(rows.compactMap { $0.first.flatMap(Verb.init(rawValue:)) } == Verb.allCases)
        #expect(rows.count == Verb.allCases.count)
        for row in rows {
            let verb = try #require(row.first.flatMap(Verb.init(rawValue:)))
            #expect(row.count == phases.count + 1)
            for (phase, text) in zip(phases, row.dropFirst()) {
                let cell = try #require(Self.cells[text], "\(verb) in \(phase): '\(text)'")
                #expect(VerbTests.cell(verb, phase) == cell, "\(verb) in \(phase)")
            }
        }
    }
}
