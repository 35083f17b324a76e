//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox

/// Notes the locks that this computer's programs have, each in a ``LockFile`` that its program holds while it has the lock.
///
/// A file that is there and not held is of a program that was killed.
struct LocalLockJournal: LockJournal {
    /// Where the files are.
    var folder = ImagePlaces.cache + "/locks"

    func note(_ lock: LockNote) async throws -> any LockEntry {
        try await ImagePlaces.make(folder)
        let file = try await LockFile.make(in: folder)
        let text = try JSONEncoder().encode(Record(computer: MachineOwner.computer, lock: lock))
        try await blocking { try text.withUnsafeBytes { try file.write($0, at: 0) } }
        return Entry(lock: lock, path: file.path, held: file)
    }

    func abandoned(at url: String) async -> [any LockEntry] {
        var entries: [any LockEntry] = []
        for path in await LockFile.abandoned(in: folder) {
            let text = try? await blocking { try PlainFile.read(path, limit: 1 << 16) }
            // One that is empty is just being made; one that is not a note's would never be of use.
            guard let text, let record = try? JSONDecoder().decode(Record.self, from: Data(text)),
                record.computer == MachineOwner.computer, record.lock.url == url
            else { continue }
            entries.append(Entry(lock: record.lock, path: path))
        }
        return entries
    }

    /// Computers may share a user's folders, and `localhost` is another host on each.
    private struct Record: Codable {
        var computer: String
        var lock: LockNote
    }

    private struct Entry: LockEntry {
        let lock: LockNote
        let path: String
        /// Held by this program; nil for one of a program that is gone.
        var held: OpenFile?

        func age() async -> Duration {
            let path = path
            let date = try? await blocking {
                try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
            }
            guard let date = date ?? nil else { return .zero }
            return max(.zero, .seconds(Date().timeIntervalSince(date)))
        }

        func erase() async {
            let path = path
            // Somebody may have been faster.
            await uncancelled { _ = try? await blocking { try FileManager.default.removeItem(atPath: path) } }
        }
    }
}
