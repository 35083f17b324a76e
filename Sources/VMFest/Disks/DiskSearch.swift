//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Finds disks by what people call them.
struct DiskSearch: Sendable {
    let scope: HostScope

    /// The UUID of the disk of a name, a path or a UUID.
    ///
    /// A data disk's name comes first, then the names of files, with and without their endings.
    func id(of text: String) async throws -> String {
        let catalogue = DiskCatalogue(scope)
        let records = try await catalogue.records()
        if let id = UUID(uuidString: text) {
            let key = id.uuidString.lowercased()
            if records[key] != nil { return key }
            if try await MediumLibrary(scope).known(key, .hardDisk) != nil { return key }
            throw none(text, records)
        }
        let own = records.filter { $0.value.name == text || $0.value.path == text }
        if own.count == 1, let id = own.keys.first { return id }
        if own.count > 1 { throw ambiguous(text, own.map { "\($0.key) ('\($0.value.path)')" }) }
        let others = try await media().filter { _, path in
            path.text == text || path.name == text || path.stem == text
        }
        // A path means one disk, even where it is the name of another's file.
        let exact = others.filter { $0.path.text == text }
        let found = exact.isEmpty ? others : exact
        if found.count > 1 { throw ambiguous(text, found.map { "\($0.id) ('\($0.path.text)')" }) }
        guard let only = found.first else { throw none(text, records) }
        return only.id
    }

    /// The data disk of a name, ready to be attached.
    func dataDisk(_ name: String) async throws -> DiskAttaching {
        let records = try await DiskCatalogue(scope).records()
        guard let id = records.first(where: { $0.value.name == name })?.key else { throw none(name, records) }
        return try await DiskAttaching(Disk(host: Host(service: scope.service), key: id), in: scope)
    }

    /// All disks that VirtualBox knows, each after the one that it is based on.
    func tree() async throws -> [Medium] { try await Self.tree(scope.box.getHardDisks()) }

    private static func tree(_ media: [Medium]) async throws -> [Medium] {
        try await media.concurrentMap { medium -> [Medium] in
            do {
                return try await [medium] + tree(medium.getChildren())
            } catch let error as VirtualBoxError where error.isClosedMedium {
                return []
            }
        }.flatMap(\.self)
    }

    private func media() async throws -> [(id: String, path: HostPath)] {
        try await tree().concurrentMap { medium -> (id: String, path: HostPath)? in
            do {
                async let id = medium.getId()
                return try await (id, HostPath(medium.getLocation()))
            } catch let error as VirtualBoxError where error.isClosedMedium {
                return nil
            }
        }.compactMap(\.self)
    }

    private func ambiguous(_ text: String, _ disks: [String]) -> VMFestError {
        VMFestError(
            .ambiguousName,
            "\(disks.count) disks are called '\(text)'; use a UUID or a path instead:"
                + " \(disks.sorted().joined(separator: ", "))")
    }

    private func none(_ text: String, _ records: [String: DiskRecord]) -> VMFestError {
        let known = records.values.map(\.name).sorted().joined(separator: ", ")
        return VMFestError(
            .noSuchDisk,
            "\(scope.service.configuration.url) has no disk '\(text)'; its data disks are"
                + " \(known.isEmpty ? "none" : known)")
    }
}
