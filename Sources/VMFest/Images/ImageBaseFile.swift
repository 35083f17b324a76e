//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Crypto
import Foundation

/// The file of a base disk, where this computer sees the same file as VirtualBox.
struct ImageBaseFile: Sendable {
    let path: String

    /// The size in bytes that VirtualBox says the file has.
    let size: Int64

    /// Whether the host is this computer.
    let isHere: Bool

    /// The file's SHA-256; nil where this computer does not see the file.
    func digest() async -> String? {
        guard isHere, let file = try? await OpenFile.reading(path), file.size == size else { return nil }
        let progress = ImageProgress("read", HostPath(path).name, total: size)
        return try? await ImageDigest.hexadecimal(file.digest(SHA256(), progress: progress).finalize())
    }
}
