//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Reads all disks and discs that VirtualBox knows.
struct MediaExamination: Sendable {
    let scope: HostScope

    /// Those that can not be read, by path.
    func unreadable() async throws -> [HostHealth.UnreadableMedium] {
        async let disks = scope.box.getHardDisks()
        async let discs = scope.box.getDVDImages()
        async let floppies = scope.box.getFloppyImages()
        return try await unreadable(among: disks + discs + floppies).sorted { $0.path < $1.path }
    }

    /// Those among some, and among all that are based on them.
    private func unreadable(among media: [Medium]) async throws -> [HostHealth.UnreadableMedium] {
        try await media.concurrentMap { medium in
            do {
                async let children = medium.getChildren()
                async let own = examine(medium)
                return try await [own].compactMap(\.self) + unreadable(among: children)
            } catch let error as VirtualBoxError where error.isClosedMedium {
                // Forgotten meanwhile.
                return []
            }
        }.flatMap(\.self)
    }

    private func examine(_ medium: Medium) async throws -> HostHealth.UnreadableMedium? {
        guard try await medium.refreshState() == .inaccessible else { return nil }
        async let path = medium.getLocation()
        async let reason = medium.getLastAccessError()
        let machines = try await medium.getMachineIds().concurrentMap { id in
            try await scope.findMachine(id)?.nameIfAccessible() ?? id
        }
        return try await HostHealth.UnreadableMedium(path: path, reason: reason, machines: machines.sorted())
    }
}
