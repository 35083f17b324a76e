//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox
import VirtualBoxAPI

/// What is noted of a data disk, in the host's extra data.
struct DiskRecord: Sendable, Hashable, Codable {
    var name: String
    var path: String

    /// The type that it shall have; VirtualBox forgets it with the last machine that had the disk, and lets some be set
    /// only once a machine has it.
    var type: DiskType
    var created: Date
}

/// The data disks of a host: VirtualBox's disks of which VMFest noted that it made them.
struct DiskCatalogue: Sendable {
    let scope: HostScope

    init(_ scope: HostScope) {
        self.scope = scope
    }

    /// All records by the disks' UUIDs.
    ///
    /// One that can not be read is passed over, with a warning.
    func records() async throws -> [String: DiskRecord] {
        let keys = try await scope.box.getExtraDataKeys().filter { $0.hasPrefix(Self.prefix) }
        let ids = keys.map { String($0.dropFirst(Self.prefix.count)) }
        let records = try await ids.concurrentMap { id in try await record(id) }
        return Dictionary(zip(ids, records).compactMap { id, record in record.map { (id, $0) } }) { first, _ in first }
    }

    /// The paths of all data disks.
    func paths() async throws -> Set<String> { Set(try await records().values.map(\.path)) }

    /// The record of a disk; nil for one that is no data disk.
    func record(_ id: String) async throws -> DiskRecord? {
        let text = try await scope.box.getExtraData(key: Self.prefix + id)
        guard !text.isEmpty else { return nil }
        do {
            return try NoteForm.record(in: text)
        } catch {
            scope.service.logger.warning("a disk's record can not be read", metadata: ["id": "\(id)"])
            return nil
        }
    }

    func write(_ record: DiskRecord, _ id: String) async throws {
        try await scope.box.setExtraData(key: Self.prefix + id, value: NoteForm.text(of: record))
    }

    func erase(_ id: String) async throws {
        try await scope.box.setExtraData(key: Self.prefix + id, value: "")
    }

    /// The folder of the data disks.
    func folder() async throws -> HostPath {
        HostPath(try await scope.box.getSystemProperties().getDefaultMachineFolder()).file("vmfest-disks")
    }

    /// The disk of a UUID; nil where there is none.
    ///
    /// VirtualBox forgets a disk with the last machine that had it; a data disk is made known again.
    func medium(_ id: String) async throws -> Medium? {
        if let known = try await MediumLibrary(scope).known(id, .hardDisk) { return known }
        guard let record = try await record(id) else { return nil }
        return try await uncancelled { try await reopened(record, id) }
    }

    /// - Returns: nil when there is no file, or it is another disk by now.
    private func reopened(_ record: DiskRecord, _ id: String) async throws -> Medium? {
        do {
            let medium = try await scope.box.openMedium(
                location: record.path, deviceType: .hardDisk, accessMode: .readWrite, forceNewUuid: false)
            guard try await medium.getId() == id else { return nil }
            if let type = record.type.remoteByItself { try await medium.setType(type) }
            return medium
        } catch let error as VirtualBoxError where [.file, .invalidArgument, .inUse].contains(error.code) {
            return nil
        }
    }

    /// The disk of a UUID that must be there.
    func required(_ id: String) async throws -> Medium {
        guard let medium = try await medium(id) else { throw missing(id) }
        return medium
    }

    private func missing(_ id: String) -> VMFestError {
        VMFestError(.noSuchDisk, "\(scope.service.configuration.url) has no such disk, or its file is gone")
    }

    /// Refuses what can not be the name of a data disk.
    static func check(_ name: String) throws {
        guard ImageCatalogue.isName(name) else {
            throw VMFestError(
                .invalidArgument,
                "'\(name)' can not be the name of a disk: it begins with a letter or a digit, and has lower-case letters,"
                    + " digits, dots, hyphens and underscores, 63 at most")
        }
    }

    private static let prefix = "vmfest/disks/"
}
