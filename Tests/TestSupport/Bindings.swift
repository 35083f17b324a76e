//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// The generated bindings, read as text: which operations there are, and what they take and give.
package enum Bindings {
    package struct Operation: Sendable, Hashable {
        /// `IMachine_getName`.
        package var name: String
        /// `getName() async throws -> String`.
        package var signature: String
        /// What is sent, by name: the type of each argument, `String` for example.
        package var arguments: [String: String]

        package var method: Substring { name.drop { $0 != "_" }.dropFirst() }
    }

    package static let operations = operations(in: "Interfaces")

    /// What the objects of a machine can do while nobody has its lock.
    package static let unlocked = operations(in: "Unlocked")

    private static func operations(in folder: String) -> [Operation] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/VirtualBoxAPI/Generated/\(folder)").standardizedFileURL
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.flatMap { file in operations(of: (try? String(contentsOf: file, encoding: .utf8)) ?? "") }
    }

    package static let byName = Dictionary(operations.map { ($0.name, $0) }) { first, _ in first }

    private static func operations(of text: String) -> [Operation] {
        var signature = ""
        return text.split(whereSeparator: \.isNewline).compactMap { line in
            if let start = line.firstRange(of: "func ") {
                let end = line.firstIndex(of: "{") ?? line.endIndex
                signature = String(line[start.upperBound..<end])
            }
            return line.firstMatch(of: /"(I[A-Za-z0-9]+_[A-Za-z0-9]+)"/).map {
                Operation(
                    name: String($0.1), signature: signature, arguments: arguments(in: line, of: signature))
            }
        }
    }

    /// `Argument("size", size)` in a line, with the type that the signature gives to `size`.
    private static func arguments(in line: Substring, of signature: String) -> [String: String] {
        let types = signature.matches(of: /(\w+)`?: (\[?\w+\]?)/).map { (String($0.1), String($0.2)) }
        let typeByLabel = Dictionary(types) { first, _ in first }
        let arguments = line.matches(of: /Argument\("(\w+)", `?(\w+)/).map {
            (String($0.1), typeByLabel[String($0.2)] ?? "")
        }
        return Dictionary(arguments) { first, _ in first }
    }
}
