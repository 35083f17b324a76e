//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The disk file that machines are based on; it is only ever read.
struct ImageBase: Sendable {
    let scope: HostScope
    let path: String

    /// Makes a disk on the base that holds what a machine writes. Gives the base's UUID.
    func makeDisk(_ disk: Medium, _ undo: inout Undo) async throws -> String {
        var attempts = 0
        while true {
            let (base, id) = try await MediumLibrary(scope).open(path, .hardDisk, .readOnly)
            undo.add("the entry of \(path)") { scope in
                try await MediumLibrary(scope).forgetIfUnused(id)
            }
            do {
                try await protect(base)
                let progress = try await base.createDiffStorage(target: disk, variant: [.standard])
                try await scope.finish(progress, of: "IMedium_createDiffStorage")
                // Otherwise VirtualBox empties it at every start, as it does for disks on an immutable base.
                try await disk.setAutoReset(false)
                return id
            } catch let error as VirtualBoxError where error.code == .gone && attempts < 5 && !scope.isLost {
                // The last machine on this image was destroyed in this moment, and the image forgotten with it.
                attempts += 1
            }
        }
    }

    /// Makes the base immutable for VirtualBox: what is attached to it gets a disk of its own, and removing the last
    /// machine on it does not hand it over for deletion.
    private func protect(_ base: Medium) async throws {
        guard try await base.getType() != .immutable else { return }
        do {
            try await base.setType(.immutable)
        } catch let error as VirtualBoxError where error.code == .inUse {
            var failure = VMFestError(error)
            failure.message =
                "'\(path)' is attached to a machine that writes to it, so it can not be an image:"
                + " detach it there, or copy the file"
            throw failure
        }
    }
}
