//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFestCommands

/// The table of what the first vmfest had is complete, and what it says is there.
struct ParityTests {
    private struct Row {
        let name: String
        let here: String
        let test: String
        let cells: Int
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL

    /// The rows of the page by heading.
    private static func rows() throws -> [String: [Row]] {
        let page = root.appending(path: "Sources/VMFest/Documentation.docc/Parity.md")
        var rows: [String: [Row]] = [:]
        var section = ""
        for line in try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n") {
            if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
            guard line.hasPrefix("| "), !line.hasPrefix("| Name |"), !line.hasPrefix("| --- |") else { continue }
            let cells = line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            let whole = cells + Array(repeating: "", count: max(0, 3 - cells.count))
            rows[section, default: []].append(
                Row(
                    name: whole[0].trimmingCharacters(in: ["`"]), here: whole[1],
                    test: whole[2].trimmingCharacters(in: ["`"]), cells: cells.count))
        }
        return rows
    }

    /// The text of all Swift files of a folder, by their paths.
    private static func sources(_ folder: String) throws -> [String: String] {
        let folder = root.appending(path: folder)
        var sources: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        where path.hasSuffix(".swift") && !path.contains("Generated/") {
            sources[path] = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        }
        return sources
    }

    /// What is between grave accents.
    private static func codes(_ text: String) -> [String] {
        text.components(separatedBy: "`").enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    }

    @Test("Each name has its row, and there are no others")
    func complete() throws {
        let rows = try Self.rows()
        #expect(Set(rows.keys) == Set(ParityNames.bySection.keys))
        for (section, names) in ParityNames.bySection {
            #expect(rows[section]?.map(\.name) == names, "\(section)")
            #expect(Set(names).count == names.count, "\(section)")
        }
    }

    @Test("No cell is empty")
    func cells() throws {
        for row in try Self.rows().values.flatMap(\.self) {
            #expect(row.cells == 3, "\(row.name)")
            #expect(!row.name.isEmpty && !row.here.isEmpty && !row.test.isEmpty, "\(row.name)")
            #expect(row.here != "Not here:", "\(row.name)")
        }
    }

    @Test("Each test that is named is there")
    func tests() throws {
        let sources = try Self.sources("Tests")
        var known: Set<String> = []
        for text in sources.values {
            let suites = text.matches(of: /(?:struct|extension) (\w+Tests)\b/).map { String($0.1) }
            let functions = text.split(separator: "@Test").dropFirst().compactMap {
                $0.firstMatch(of: /func (\w+)\(/).map { String($0.1) }
            }
            for suite in suites { known.formUnion(functions.map { "\(suite)/\($0)" }) }
        }
        for row in try Self.rows().values.flatMap(\.self) {
            #expect(known.contains(row.test), "\(row.name): \(row.test)")
        }
    }

    @Test("Each command, type and member that is named is there")
    func counterparts() throws {
        // Held against the commands by the test of the help.
        let commands = CommandReference.page
        var declared: Set<String> = ["init"]
        for text in try Self.sources("Sources").values {
            for match in text.matches(of: /\b(?:func|var|let|struct|enum|class|typealias) `?(\w+)/) {
                declared.insert(String(match.1))
            }
            for match in text.matches(of: /\bcase ([^:={]+)/) {
                declared.formUnion(match.1.split { !$0.isLetter && !$0.isNumber }.map(String.init))
            }
        }
        let modules = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
        for row in try Self.rows().values.flatMap(\.self) {
            for code in Self.codes(row.here) {
                if code.hasPrefix("vmfest ") {
                    #expect(commands.contains("### \(code)\n"), "\(row.name): \(code)")
                } else if !modules.contains(code) {
                    let missing = code.split(separator: ".").filter { !declared.contains(String($0)) }
                    #expect(missing.isEmpty, "\(row.name): \(code)")
                }
            }
        }
    }
}
