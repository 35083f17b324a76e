//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// The generated bindings, read as text: which operations there are, and what they take and give.
enum Bindings {
    struct Operation: Sendable, Hashable {
        /// `IMachine_getName`.
        var name: String
        /// `getName() async throws -> String`.
        var signature: String

        var method: Substring { name.drop { $0 != "_" }.dropFirst() }
    }

    static let operations: [Operation] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/VirtualBoxAPI/Generated/Interfaces").standardizedFileURL
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.flatMap { file in operations(in: (try? String(contentsOf: file, encoding: .utf8)) ?? "") }
    }()

    static let names = Set(operations.map(\.name))

    private static func operations(in text: String) -> [Operation] {
        var signature = ""
        return text.split(whereSeparator: \.isNewline).compactMap { line in
            if let start = line.firstRange(of: "func ") {
                let end = line.firstIndex(of: "{") ?? line.endIndex
                signature = String(line[start.upperBound..<end])
            }
            return line.firstMatch(of: /"(I[A-Za-z0-9]+_[A-Za-z0-9]+)"/).map {
                Operation(name: String($0.1), signature: signature)
            }
        }
    }
}
