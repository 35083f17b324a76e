//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Keeps a user's programs from doing at the same time what only one may do, such as changing VirtualBox's setting for logons.
///
/// A second one would read what the first had set for a moment, and put that back at the end. The lock is on a file in
/// the user's temporary folder; the operating system frees it when its holder dies.
final class SettingLock: Sendable {
    private let descriptor = Mutex<Int32?>(nil)

    /// The name of the file.
    private let name: String

    /// - Parameter purpose: what those have in common who wait for one another; nil for the logon setting.
    init(for purpose: String? = nil) {
        name = "vmfest-\(purpose.map { "\($0)-" } ?? "")\(getuid()).lock"
    }

    /// Takes the lock as soon as it is free; nothing if it is held already.
    func take() async throws {
        guard descriptor.withLock({ $0 == nil }) else { return }
        let path = FileManager.default.temporaryDirectory.appending(path: name).path
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else {
            throw VMFestError(.noVirtualBox, "'\(path)' can not be opened: \(String(cString: strerror(errno)))")
        }
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            do {
                try await Task.sleep(for: .milliseconds(50))
            } catch {
                close(file)
                throw error
            }
        }
        descriptor.withLock { $0 = file }
    }

    /// Whether it is held.
    var isHeld: Bool { descriptor.withLock { $0 != nil } }

    /// Gives it back; nothing if it is not held.
    func giveBack() {
        descriptor.withLock { held in
            if let file = held { close(file) }
            held = nil
        }
    }
}
