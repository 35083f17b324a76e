//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Sees to it that what a machine writes after a snapshot, a restore or a linked clone is there after its next start.
///
/// Whatever disk VirtualBox puts on a disk that is in the end based on an immutable one, such as an image, it lets be emptied
/// at every start.
struct KeptWrites: Sendable {
    let machine: VirtualBoxAPI.Machine

    /// Lets each disk on a disk of a snapshot be treated at starts as that one is.
    ///
    /// A disk directly on an immutable one is left as it is: whoever made it said what it is to be.
    func ensure() async throws {
        for attachment in try await machine.getMediumAttachments() where attachment.type == .hardDisk {
            guard let disk = attachment.medium, let below = try await disk.getParent(),
                try await below.getParent() != nil
            else { continue }
            let wanted = try await below.getAutoReset()
            if try await disk.getAutoReset() != wanted { try await disk.setAutoReset(wanted) }
        }
    }
}
