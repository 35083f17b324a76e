//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Which disks and discs all machines of a host have in their slots, as they were when they were asked.
struct DisksInSlots: Sendable {
    /// By the machines' UUIDs; those that can not be read are not among them.
    private let media: [String: [Medium]]

    init(in scope: HostScope) async throws {
        let found = try await scope.box.getMachines().concurrentMap { machine -> (String, [Medium])? in
            do {
                async let id = machine.getId()
                let attachments = try await machine.getMediumAttachments()
                return try await (id, attachments.compactMap(\.medium))
            } catch let error as VirtualBoxError where error.isDefinite {
                return nil
            }
        }
        media = Dictionary(found.compactMap(\.self)) { first, _ in first }
    }

    /// The UUIDs of the machines that have a disk.
    func machines(with disk: Medium) -> [String] { media.filter { $0.value.contains(disk) }.map(\.key) }

    /// Whether a machine has a disk; nil where that can not be read.
    func has(_ disk: Medium, _ machine: String) -> Bool? { media[machine]?.contains(disk) }
}
