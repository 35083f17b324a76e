//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import Foundation

/// The folder that generated files are committed in.
package struct OutputFolder: Sendable {
    package var url: URL

    package init(_ url: URL) {
        self.url = url
    }

    /// How the folder differs from what it should contain, each list in the order of its paths.
    package struct Difference: Sendable, Hashable {
        package var changed: [String] = []
        package var missing: [String] = []
        package var extra: [String] = []

        package var isEmpty: Bool { changed.isEmpty && missing.isEmpty && extra.isEmpty }
    }

    /// The Swift files in the folder, in the order of their paths; none where there is no folder.
    package func files() throws -> [GeneratedFile] {
        let manager = FileManager.default
        guard manager.fileExists(atPath: url.path) else { return [] }
        return try manager.subpathsOfDirectory(atPath: url.path)
            .filter { $0.hasSuffix(".swift") }
            .sorted()
            .map { GeneratedFile(path: $0, text: try String(contentsOf: url.appending(path: $0), encoding: .utf8)) }
    }

    /// Compares the folder with the files that it should contain.
    package func difference(to files: [GeneratedFile]) throws -> Difference {
        let present = Dictionary(uniqueKeysWithValues: try self.files().map { ($0.path, $0.text) })
        var difference = Difference()
        for file in files {
            switch present[file.path] {
            case nil: difference.missing.append(file.path)
            case file.text: break
            default: difference.changed.append(file.path)
            }
        }
        difference.extra = Set(present.keys).subtracting(files.map(\.path)).sorted()
        return difference
    }

    /// Writes what differs and deletes what is extra.
    ///
    /// - Returns: What was done.
    /// - Throws: ``GeneratorError/foreignFile(_:)``, before anything is done, where an extra file is not a generated one.
    package func write(_ files: [GeneratedFile]) throws -> Difference {
        let difference = try difference(to: files)
        for foreign in try self.files() where !foreign.text.hasPrefix(Generator.mark) {
            throw GeneratorError.foreignFile(url.appending(path: foreign.path).path)
        }
        let outdated = Set(difference.changed + difference.missing)
        for file in files where outdated.contains(file.path) {
            let target = url.appending(path: file.path)
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: target, options: .atomic)
        }
        for path in difference.extra {
            try FileManager.default.removeItem(at: url.appending(path: path))
        }
        return difference
    }
}
