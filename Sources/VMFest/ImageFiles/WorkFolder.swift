//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox

/// A private folder for one image, which is removed after the work.
struct WorkFolder: Sendable {
    /// Its absolute path.
    var path: String { Self.folder(of: lock.path) }

    /// Held as long as the folder is used.
    private let lock: OpenFile

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
        let folder = WorkFolder(lock: try await LockFile.make(in: place))
        do {
            try await ImagePlaces.make(folder.path)
            return folder
        } catch {
            await uncancelled { await folder.remove() }
            throw error
        }
    }

    private func remove() async {
        await Self.remove(lock.path)
    }

    private static func removeStale(in place: String) async {
        for path in await LockFile.abandoned(in: place) { await remove(path) }
    }

    private static func remove(_ lock: String) async {
        try? await blocking {
            try? FileManager.default.removeItem(atPath: folder(of: lock))
            try? FileManager.default.removeItem(atPath: lock)
        }
    }

    private static func folder(of lock: String) -> String { String(lock.dropLast(LockFile.ending.count)) }
}
