//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The disks and discs that VirtualBox knows, and which of them it knows only because VMFest opened them.
///
/// VirtualBox registers every file that is opened and forgets none. What VMFest opened for a machine is noted in the
/// host's extra data, and forgotten again when the last machine that uses it is gone. The file stays.
struct MediumLibrary: Sendable {
    let scope: HostScope

    init(_ scope: HostScope) {
        self.scope = scope
    }

    /// Opens a file, and notes it if VirtualBox did not know it.
    ///
    /// - Throws: ``VMFestError`` with `noSuchImage` when there is no such file on the host, or it is no medium.
    func open(_ path: String, _ type: DeviceType, _ mode: AccessMode) async throws -> (medium: Medium, id: String) {
        let known = try await registered(type)
        let medium: Medium
        do {
            medium = try await scope.box.openMedium(
                location: path, deviceType: type, accessMode: mode, forceNewUuid: false)
        } catch let error as VirtualBoxError where error.code == .file || error.code == .invalidArgument {
            let described = await scope.describe(error) as? VirtualBoxError ?? error
            var failure = VMFestError(described)
            failure.code = .noSuchImage
            failure.message = "'\(path)' can not be opened on the host: \(error.message)"
            throw failure
        }
        let id = try await medium.getId()
        if !known.contains(medium) {
            try await scope.box.setExtraData(key: Self.mark(id), value: type.rawValue)
        }
        return (medium, id)
    }

    /// Lets VirtualBox forget a medium that VMFest opened, unless something still uses it.
    func forgetIfUnused(_ id: String) async throws {
        let type = try await scope.box.getExtraData(key: Self.mark(id))
        guard !type.isEmpty else { return }
        do {
            // By its UUID only a medium that is known is found.
            let medium = try await scope.box.openMedium(
                location: id, deviceType: DeviceType(rawValue: type), accessMode: .readOnly, forceNewUuid: false)
            guard try await medium.getMachineIds().isEmpty else { return }
            try await medium.close()
        } catch let error as VirtualBoxError where error.code == .inUse {
            return
        } catch let error as VirtualBoxError where [.file, .notFound, .gone].contains(error.code) {
            // Someone else let it be forgotten.
        }
        try await scope.box.setExtraData(key: Self.mark(id), value: "")
    }

    private func registered(_ type: DeviceType) async throws -> [Medium] {
        switch type {
        case .dvd: try await scope.box.getDVDImages()
        case .floppy: try await scope.box.getFloppyImages()
        default: try await scope.box.getHardDisks()
        }
    }

    private static func mark(_ id: String) -> String { "vmfest/opened/\(id)" }
}

extension MediumLibrary {
    /// Deletes a disk that was made for a machine that did not come to be.
    func deleteIfUnused(_ id: String) async throws {
        do {
            let disk = try await scope.box.openMedium(
                location: id, deviceType: .hardDisk, accessMode: .readWrite, forceNewUuid: false)
            guard try await disk.getMachineIds().isEmpty else { return }
            try await scope.finish(disk.deleteStorage(), of: "IMedium_deleteStorage")
        } catch let error as VirtualBoxError where [.file, .notFound].contains(error.code) {
            // It got no storage, or is gone already.
        }
    }
}
