//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// Where VMFest keeps files of images on this computer.
package struct ImagePlaces: Sendable, Hashable {
    /// The folder of downloads that were cut off.
    package var downloads: String

    /// The folder of folders in which images are unpacked.
    package var work: String

    /// Both in one folder, which is made when it is needed.
    package init(in folder: String) {
        downloads = folder + "/downloads"
        work = folder + "/work"
    }

    /// Both in ``cache``.
    package static var usual: ImagePlaces { ImagePlaces(in: cache) }

    /// `vmfest` in the user's cache folder: `$XDG_CACHE_HOME`, or else `~/.cache`.
    static var cache: String {
        let given = ProcessInfo.processInfo.environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (given ?? NSHomeDirectory() + "/.cache") + "/vmfest"
    }

    /// Makes a folder that only this user may enter, and what is above it.
    static func make(_ folder: String) async throws {
        try await blocking {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw VMFestError(.failed, "the folder '\(folder)' can not be made: \(error.localizedDescription)")
            }
        }
    }

    /// Refuses work that the disk has no room for.
    ///
    /// - Parameter bytes: how many bytes are going to be written.
    static func checkRoom(for bytes: Int64, in folder: String) async throws {
        let free = try await blocking {
            let facts = try? FileManager.default.attributesOfFileSystem(forPath: folder)
            return (facts?[.systemFreeSize] as? NSNumber)?.int64Value
        }
        guard let free, free < bytes else { return }
        throw VMFestError(
            .noSpace,
            "'\(folder)' has room for \(ImageProgress.text(free)), and \(ImageProgress.text(bytes)) are needed")
    }
}
