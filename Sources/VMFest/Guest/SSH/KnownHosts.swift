//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// The file with the host keys of one machine's guest.
///
/// Each machine has its own, since machines take turns at addresses and forwarded ports: in a common one, every new
/// machine would look like a break-in. The first key that a machine shows is kept, and another is refused from then on.
struct KnownHosts: Sendable {
    /// The machine's UUID.
    let machine: String

    /// The user's folder for what can be had again.
    var cache: URL = KnownHosts.userCache

    var file: URL { cache.appending(path: "vmfest/known_hosts/\(machine)") }

    /// Makes the folder, which only the user can read.
    func prepare() async throws {
        let folder = file.deletingLastPathComponent()
        try await LocalFiles.blocking {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    /// Forgets the keys, where the machine has got others.
    func forget() async { await LocalFiles.remove(file) }

    private static var userCache: URL {
        let given = ProcessInfo.processInfo.environment["XDG_CACHE_HOME"] ?? ""
        if given.hasPrefix("/") { return URL(filePath: given) }
        return FileManager.default.homeDirectoryForCurrentUser.appending(path: ".cache")
    }
}
