//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox

/// Files by which a program tells others that it runs: it holds the lock on one for as long as it needs it, and the
/// operating system frees the lock when the program ends, however it ends.
enum LockFile {
    /// The ending of their names.
    static let ending = ".lock"

    /// Makes one in a folder, under a name that nobody has; it is held until it is closed.
    static func make(in folder: String) async throws -> OpenFile {
        while true {
            let name = String(UInt64.random(in: .min ... .max), radix: 36)
            let file = try await OpenFile.writing("\(folder)/\(name)\(ending)")
            // Somebody who clears up may have been faster.
            if file.lock(), file.isInPlace { return file }
        }
    }

    /// Waits for one that programs have in turn, and takes it; it is held until it is closed.
    ///
    /// - Returns: nil where another program had it until the deadline, as one that is stopped has.
    static func take(_ path: String, until deadline: Deadline) async throws -> OpenFile? {
        let file = try await OpenFile.writing(path, isNew: false)
        while !file.lock() {
            if deadline.hasPassed { return nil }
            try await Task.sleep(for: .milliseconds(5))
        }
        return file
    }

    /// Whether a program holds one.
    static func isHeld(_ path: String) async -> Bool {
        guard let file = try? await OpenFile.reading(path) else { return false }
        // What is had here goes with the file, which is closed at once.
        return !file.lock(shared: true)
    }

    /// The paths of those in a folder that nobody holds any more.
    static func abandoned(in folder: String) async -> [String] {
        let names = try? await blocking { try FileManager.default.contentsOfDirectory(atPath: folder) }
        var paths: [String] = []
        for name in names ?? [] where name.hasSuffix(ending) {
            let path = folder + "/" + name
            if await !isHeld(path) { paths.append(path) }
        }
        return paths
    }
}
