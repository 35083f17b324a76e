//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

/// A disk of a few MiB that a folder of a service is on, to be filled up.
struct SmallDisk: Sendable {
    let folder: URL

    private var filler: URL { folder.appending(path: "filler") }

    /// Fills it up until so many KiB are left.
    func fill(leaving kibibytes: Int) throws {
        try empty()
        let facts = try FileManager.default.attributesOfFileSystem(forPath: folder.path)
        let free = try #require(facts[.systemFreeSize] as? NSNumber).intValue
        do {
            try Data(count: max(0, free - kibibytes << 10)).write(to: filler)
        } catch let error as CocoaError where error.code == .fileWriteOutOfSpace && kibibytes == 0 {
            // A log became longer in this moment; now it is full.
        }
    }

    /// Makes room again.
    func empty() throws {
        guard FileManager.default.fileExists(atPath: filler.path) else { return }
        try FileManager.default.removeItem(at: filler)
    }

    /// Whether there can be one here: this process may mount.
    static let isPossible: Bool = {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.firstMatch(of: /CapEff:\s+([0-9a-f]+)/), let capabilities = UInt64(line.1, radix: 16)
        else { return false }
        // CAP_SYS_ADMIN.
        return capabilities & 1 << 21 != 0
    }()
}

extension Trait where Self == ConditionTrait {
    /// For tests that fill up a disk: skipped where none can be mounted.
    static var smallDisk: Self {
        .enabled(if: SmallDisk.isPossible, "a small disk can be mounted on Linux only, and only by root")
    }
}
