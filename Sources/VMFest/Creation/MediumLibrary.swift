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
    /// - Parameter asCopy: whether the disk gets a UUID of its own, as a copy of one that VirtualBox may know has to.
    /// - Throws: ``VMFestError`` with `noSuchImage` when there is no such file on the host, or it is no medium.
    func open(
        _ path: String, _ type: DeviceType, _ mode: AccessMode, asCopy: Bool = false
    ) async throws -> (medium: Medium, id: String) {
        // Opened but not noted, it would never be forgotten: a cancelled task does both or nothing.
        try await uncancelled {
            try await openingAnew { try await openAndNote(path, type, mode, asCopy) }
        }
    }

    /// Does something that opens a medium, and does it again when somebody else had VirtualBox forget that medium in this
    /// moment, since nobody used it any more: eight times at most.
    ///
    /// - Parameter operation: the one whose failure means that; nil for any.
    func openingAnew<Value>(when operation: String? = nil, _ work: () async throws -> Value) async throws -> Value {
        var attempts = 0
        while true {
            do {
                return try await work()
            } catch let error as VirtualBoxError
                where error.isClosedMedium && operation ?? error.operation == error.operation && attempts < 8
                && !scope.isLost
            {
                attempts += 1
            }
        }
    }

    private func openAndNote(
        _ path: String, _ type: DeviceType, _ mode: AccessMode, _ asCopy: Bool
    ) async throws -> (medium: Medium, id: String) {
        let known = try await registered(type)
        let medium: Medium
        do {
            medium = try await scope.box.openMedium(
                location: path, deviceType: type, accessMode: mode, forceNewUuid: asCopy)
        } catch let error as VirtualBoxError where error.code == .file || error.code == .invalidArgument {
            let described = await scope.describe(error) as? VirtualBoxError ?? error
            var failure = VMFestError(described)
            failure.code = .noSuchImage
            failure.message = "'\(path)' can not be opened on the host: \(error.message)"
            throw failure
        }
        let id = try await medium.getId()
        if !known.contains(medium) {
            do {
                try await scope.box.setExtraData(key: Self.mark(id), value: type.rawValue)
            } catch {
                await close(id, type)
                throw error
            }
        }
        return (medium, id)
    }

    /// Lets VirtualBox forget what was opened and could not be noted, in a session of its own: that of the work may be what
    /// broke.
    private func close(_ id: String, _ type: DeviceType) async {
        try? await scope.service.withVirtualBox { scope in
            let library = MediumLibrary(scope)
            guard let medium = try await library.known(id, type), try await !library.isUsed(medium) else { return }
            try await medium.close()
            try await scope.box.setExtraData(key: Self.mark(id), value: "")
        }
    }

    /// Lets VirtualBox forget a medium that VMFest opened, unless something still uses it.
    ///
    /// Others may open the same file, or do this too, at the same time. Therefore the note goes before the medium does:
    /// whoever opens it after that makes a new one, which stays. When it turns out to be in use, the note comes back,
    /// and its user is looked for once more, since one that ended meanwhile found no note.
    func forgetIfUnused(_ id: String) async throws {
        try await withTurn { try await forget(id) }
    }

    /// Does something with media that the others who do such things on this host wait for: the tasks of this program, and
    /// where the host is this computer, the other programs of this user, unless one of them is stopped meanwhile.
    ///
    /// A disk that is closed in the moment in which somebody begins to copy it, or to make another one on it, can hang
    /// VirtualBox's own server process for ever, or end it.
    func withTurn<Value>(_ work: () async throws -> Value) async throws -> Value {
        let configuration = scope.service.configuration
        return try await Turnstile.shared.withTurn("media of \(configuration.url)") {
            let lock = configuration.isLoopback ? try await lockOfPrograms() : nil
            defer { lock?.unlock() }
            return try await work()
        }
    }

    /// What the programs of this user have in turn; nil where there can be no such file, or another program is stopped.
    private func lockOfPrograms() async throws -> OpenFile? {
        let host = scope.service.configuration.url.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let folder = ImagePlaces.cache + "/turns"
        do {
            try await ImagePlaces.make(folder)
            return try await LockFile.take("\(folder)/media-\(String(host))", until: .within(.seconds(30)))
        } catch is VMFestError {
            return nil
        }
    }

    /// Begins to copy a disk into one that has no storage yet.
    func copy(_ source: Medium, to target: Medium, _ variant: [MediumVariant]) async throws -> VirtualBoxAPI.Progress {
        try await withTurn { try await source.cloneTo(target: target, variant: variant, parent: nil) }
    }

    private func forget(_ id: String) async throws {
        let mark = Self.mark(id)
        for _ in 0..<8 {
            let type = try await scope.box.getExtraData(key: mark)
            guard !type.isEmpty else { return }
            let medium = try await known(id, DeviceType(rawValue: type))
            if let medium, try await isUsed(medium) { return }
            try await scope.box.setExtraData(key: mark, value: "")
            do {
                if let medium {
                    try await medium.close()
                    return
                }
                guard try await known(id, DeviceType(rawValue: type)) != nil else { return }
            } catch let error as VirtualBoxError where error.code == .inUse {
                // Look again.
            } catch let error as VirtualBoxError where error.isClosedMedium {
                return
            }
            try await scope.box.setExtraData(key: mark, value: type)
        }
    }

    /// The medium of a UUID; nil when VirtualBox does not know it.
    ///
    /// By its UUID only a medium that is known is found.
    func known(_ id: String, _ type: DeviceType) async throws -> Medium? {
        do {
            return try await scope.box.openMedium(
                location: id, deviceType: type, accessMode: .readOnly, forceNewUuid: false)
        } catch let error as VirtualBoxError where [.file, .notFound].contains(error.code) {
            return nil
        }
    }

    /// Whether a machine or another disk needs it.
    ///
    /// One that somebody else closed in this moment is needed by nobody.
    private func isUsed(_ medium: Medium) async throws -> Bool {
        do {
            guard try await medium.getMachineIds().isEmpty else { return true }
            // One that was taken out of the drive of a running machine is locked until that is switched off.
            guard try await ![.lockedRead, .lockedWrite].contains(medium.getState()) else { return true }
            return try await !medium.getChildren().isEmpty
        } catch let error as VirtualBoxError where error.isClosedMedium {
            return false
        }
    }

    private func registered(_ type: DeviceType) async throws -> [Medium] {
        switch type {
        case .dvd: try await scope.box.getDVDImages()
        case .floppy: try await scope.box.getFloppyImages()
        default: try await scope.box.getHardDisks()
        }
    }

    /// The UUIDs of the media that VMFest opened and that are not forgotten yet.
    func opened() async throws -> [String] {
        try await scope.box.getExtraDataKeys().filter { $0.hasPrefix(Self.marks) }.map {
            String($0.dropFirst(Self.marks.count))
        }
    }

    /// The paths of all disks and discs that VirtualBox knows.
    func paths() async throws -> [String] {
        async let disks = scope.box.getHardDisks()
        async let discs = scope.box.getDVDImages()
        return try await paths(of: disks) + paths(of: discs)
    }

    private func paths(of media: [Medium]) async throws -> [String] {
        try await media.concurrentMap { medium -> [String] in
            do {
                let path = try await medium.getLocation()
                return try await [path] + paths(of: medium.getChildren())
            } catch let error as VirtualBoxError where error.isClosedMedium {
                return []
            }
        }.flatMap(\.self)
    }

    /// The UUIDs of those that nothing uses any more.
    func unused() async throws -> [String] {
        var unused: [String] = []
        for id in try await opened() {
            let type = try await scope.box.getExtraData(key: Self.mark(id))
            guard !type.isEmpty else { continue }
            let medium = try await known(id, DeviceType(rawValue: type))
            if let medium, try await isUsed(medium) { continue }
            unused.append(id)
        }
        return unused
    }

    private static let marks = "vmfest/opened/"
    private static func mark(_ id: String) -> String { marks + id }
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
