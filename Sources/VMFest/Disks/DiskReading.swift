//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Reads what is known of disks.
struct DiskReading: Sendable {
    let scope: HostScope
    let host: Host

    /// What machines have in their slots; nil asks them for each disk anew.
    private var slots: DisksInSlots?

    init(scope: HostScope, host: Host) {
        self.scope = scope
        self.host = host
    }

    /// All of a selection, by name; each differencing disk after the one that it is based on.
    func all(_ selection: DiskSelection) async throws -> [DiskInfo] {
        var reading = self
        reading.slots = try await DisksInSlots(in: scope)
        return try await reading.allWithSlots(selection)
    }

    private func allWithSlots(_ selection: DiskSelection) async throws -> [DiskInfo] {
        let catalogue = DiskCatalogue(scope)
        let records = try await catalogue.records()
        let own = try await records.sorted { ($0.value.name, $0.key) < ($1.value.name, $1.key) }
            .concurrentMap { id, record in try await info(id, catalogue.medium(id), record) }
        guard selection == .all else { return own.compactMap(\.self) }
        let others = try await DiskSearch(scope: scope).tree().concurrentMap { medium -> DiskInfo? in
            do {
                let id = try await medium.getId()
                return records[id] == nil ? try await info(id, medium, nil) : nil
            } catch let error as VirtualBoxError where error.isClosedMedium {
                return nil
            }
        }
        return (own + others).compactMap(\.self)
    }

    /// One of a UUID.
    func one(_ id: String) async throws -> DiskInfo {
        let catalogue = DiskCatalogue(scope)
        let record = try await catalogue.record(id)
        guard let info = try await info(id, catalogue.medium(id), record) else {
            throw VMFestError(.noSuchDisk, "\(host.url) has no such disk")
        }
        return info
    }

    /// Nil for a disk that is gone; of a data disk whose file is gone the record is left.
    private func info(_ id: String, _ medium: Medium?, _ record: DiskRecord?) async throws -> DiskInfo? {
        let disk = try Disk(host: host, key: id)
        if let medium {
            do {
                return try await info(disk, medium, record)
            } catch let error as VirtualBoxError where error.isClosedMedium {
                // Somebody else removed it, or has VirtualBox forget it, in this moment.
            }
        }
        guard let record, try await DiskCatalogue(scope).record(id) != nil else { return nil }
        return DiskInfo(
            disk: disk, name: record.name, path: record.path, format: "", isFixed: false, type: record.type,
            capacity: DataSize(bytes: 0), fileSize: DataSize(bytes: 0), state: .inaccessible,
            error: "there is no such file, or it is no longer this disk", isManaged: true, created: record.created)
    }

    private func info(_ disk: Disk, _ medium: Medium, _ record: DiskRecord?) async throws -> DiskInfo {
        let usage = DiskUsage(scope: scope, host: host, slots: slots)
        // It reads the size of the file, too.
        let state = DiskState(try await medium.refreshState())
        async let format = medium.getFormat()
        async let variant = medium.getVariant()
        async let capacity = medium.getLogicalSize()
        async let fileSize = medium.getSize()
        async let error = medium.getLastAccessError()
        async let users = usage.users(of: medium)
        async let passwordID = medium.getBase().passwordID()
        async let parent = medium.getParent()?.getId()
        async let children = medium.getChildren().concurrentMap { try await $0.getId() }
        async let image = usage.image(ofBase: disk.key)
        let path = try await medium.getLocation()
        let type = DiskType(try await medium.getType())
        return try await DiskInfo(
            disk: disk,
            name: record?.name ?? HostPath(path).name,
            path: path,
            format: format,
            isFixed: variant.contains(.fixed),
            type: record?.type ?? type,
            capacity: DataSize(bytes: capacity),
            fileSize: DataSize(bytes: fileSize),
            state: state,
            error: state == .inaccessible ? error : nil,
            users: users,
            passwordID: passwordID,
            parent: parent.flatMap { UUID(uuidString: $0) },
            children: children.compactMap { UUID(uuidString: $0) },
            isManaged: record != nil,
            image: image,
            created: record?.created)
    }
}
