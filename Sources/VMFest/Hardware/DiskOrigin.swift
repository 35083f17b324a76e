//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Where a machine's disk comes from: its own file, a file elsewhere, or differences from one.
struct DiskOrigin: Sendable {
    let medium: Medium
    let path: String

    /// The machine's folder.
    let folder: HostPath

    /// The data disks of the host, by UUID.
    var dataDisks: [String: DiskRecord] = [:]

    /// What a spec says of it.
    ///
    /// What a machine writes to is never said to be what it is based on: a second machine would write to that.
    func reading() async throws -> SlotReading {
        let base = try await medium.getBase()
        if !dataDisks.isEmpty, let disk = dataDisks[try await base.getId()] {
            return SlotReading(device: .disk(disk.name))
        }
        guard base != medium else {
            if HostPath(path).isInside(folder) {
                return SlotReading(device: .newDisk(DataSize(bytes: try await medium.getLogicalSize())))
            }
            return SlotReading(device: .disk(path))
        }
        let origin = try await base.getLocation()
        async let size = medium.getLogicalSize()
        async let baseSize = base.getLogicalSize()
        async let type = base.getType()
        if HostPath(origin).isInside(folder) {
            // The machine's own disk, of which there are snapshots.
            return SlotReading(device: .newDisk(DataSize(bytes: try await size)))
        }
        if [.immutable, .multiAttach].contains(try await type), try await isChainOwn() {
            let capacity = try await size
            return try await SlotReading(
                base: (origin, capacity > baseSize ? DataSize(bytes: capacity) : nil))
        }
        if try await !isChainOwn() {
            return SlotReading(notes: [
                "differences from another machine's disk, '\(origin)', as a linked clone has them"
            ])
        }
        // A disk elsewhere, of which there are snapshots.
        return SlotReading(device: .disk(origin))
    }

    /// Whether all that lies between the disk and its base is in no other machine's folder.
    private func isChainOwn() async throws -> Bool {
        var link: Medium = medium
        while let parent = try await link.getParent() {
            guard HostPath(try await link.getLocation()).isInside(folder) else { return false }
            link = parent
        }
        return true
    }
}
