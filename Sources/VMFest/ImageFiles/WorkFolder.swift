//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox

/// A private folder for one image, which is removed after the work.
struct WorkFolder: Sendable {
    /// Its absolute path.
    let path: String

    /// Held as long as the folder is used: the operating system frees it when this process dies.
    private let lock: OpenFile

    private static let ending = ".lock"

    /// Makes the folder, lends it, and removes it however the work ends.
    ///
    /// Folders whose processes were killed are removed first.
    static func with<Value>(in place: String, _ work: (WorkFolder) async throws -> Value) async throws -> Value {
        try await ImagePlaces.make(place)
        await removeStale(in: place)
        let folder = try await make(in: place)
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await work(folder)) } catch { outcome = .failure(error) }
        await uncancelled { await folder.remove() }
        return try outcome.get()
    }

    private static func make(in place: String) async throws -> WorkFolder {
        while true {
            let path = place + "/" + String(UInt64.random(in: .min ... .max), radix: 36)
            let lock = try await OpenFile.writing(path + ending)
            // Somebody who clears up may have been faster.
            guard lock.lock(), lock.isInPlace else { continue }
            let folder = WorkFolder(path: path, lock: lock)
            do {
                try await ImagePlaces.make(path)
            } catch {
                await uncancelled { await folder.remove() }
                throw error
            }
            return folder
        }
    }

    private func remove() async {
        try? await blocking {
            try? FileManager.default.removeItem(atPath: path)
            try? FileManager.default.removeItem(atPath: lock.path)
        }
    }

    private static func removeStale(in place: String) async {
        let names = try? await blocking { try FileManager.default.contentsOfDirectory(atPath: place) }
        for name in names ?? [] where name.hasSuffix(ending) {
            let path = place + "/" + name
            guard let lock = try? await OpenFile.reading(path), lock.lock() else { continue }
            await WorkFolder(path: String(path.dropLast(ending.count)), lock: lock).remove()
        }
    }
}
