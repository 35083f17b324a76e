//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The disk file that machines are based on; it is only ever read.
struct ImageBase: Sendable {
    let scope: HostScope
    let medium: Medium
    let path: String

    /// Makes a disk on the base that holds what a machine writes.
    func makeDisk(_ disk: Medium) async throws {
        try await protect()
        // It takes a moment, and is let finish: an end in the middle of it is more than VirtualBox may bear.
        try await uncancelled {
            let progress = try await medium.createDiffStorage(target: disk, variant: [.standard])
            try await scope.finish(progress, of: "IMedium_createDiffStorage")
        }
        // Otherwise VirtualBox empties it at every start, as it does for disks on an immutable base.
        try await disk.setAutoReset(false)
    }

    /// Makes the base immutable for VirtualBox: what is attached to it gets a disk of its own, and removing the last
    /// machine on it does not hand it over for deletion.
    func protect() async throws {
        var attempts = 0
        while try await ![.immutable, .multiAttach].contains(medium.getType()) {
            do {
                try await medium.setType(.immutable)
            } catch let error as VirtualBoxError where error.code == .inUse {
                let isAttached = try await !medium.getMachineIds().isEmpty
                guard !isAttached, attempts < 50 else { throw refusal(error, isAttached: isAttached) }
                // Another client makes it immutable, or a disk on it, in this moment; there is no event that says when
                // it is through.
                try await Task.sleep(for: .milliseconds(20))
                attempts += 1
            }
        }
    }

    private func refusal(_ error: VirtualBoxError, isAttached: Bool) -> VMFestError {
        var failure = VMFestError(error)
        failure.message =
            isAttached
            ? "'\(path)' is attached to a machine that writes to it, so it can not be an image:"
                + " detach it there, or copy the file"
            : "'\(path)' is in use, so it can not be made an image:"
                + " switch off the machines whose disks are based on it, or copy the file"
        return failure
    }
}

extension VirtualBoxError {
    /// Whether a medium that was open has been closed by somebody else.
    var isClosedMedium: Bool { code == .gone || resultCode == .accessDenied }
}
