//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Why a machine's disks and discs can not be read, where they can not: VirtualBox does not always say so when a start
/// fails on it.
struct UnreadableMedia: Sendable {
    private let machine: VirtualBoxAPI.Machine

    init(_ machine: VirtualBoxAPI.Machine) {
        self.machine = machine
    }

    /// A sentence for each, images under differencing disks included.
    func reasons() async -> [String] {
        var reasons: [String] = []
        for attachment in (try? await machine.getMediumAttachments()) ?? [] {
            var next = attachment.medium
            while let medium = next {
                if let reason = await reason(medium), !reasons.contains(reason) { reasons.append(reason) }
                next = try? await medium.getParent()
            }
        }
        return reasons
    }

    private func reason(_ medium: Medium) async -> String? {
        guard let state = try? await medium.refreshState(), state == .inaccessible,
            let path = try? await medium.getLocation()
        else { return nil }
        let error = (try? await medium.getLastAccessError()) ?? ""
        return "'\(path)' can not be read" + (error.isEmpty ? "" : ": \(error)")
    }
}
