//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Opens a disk file of this computer on the host: by its path where VirtualBox sees the same file, else by a copy that
/// is sent there.
struct ImageSourceDisk {
    let scope: HostScope
    let disk: PreparedDisk

    /// The path of the base disk that is made of it, beside which copies are kept meanwhile.
    let target: HostPath

    /// What the copies' names begin with: others may import an image of the same name in this moment.
    private let stem: String

    init(scope: HostScope, disk: PreparedDisk, target: HostPath) {
        self.scope = scope
        self.disk = disk
        self.target = target
        stem = "\(target.stem)-\(UInt32.random(in: .min ... .max))"
    }

    private var library: MediumLibrary { MediumLibrary(scope) }

    /// Lends the opened disk; then VirtualBox forgets it, and the copies are removed.
    ///
    /// Who opens the same file at the same time gets the same medium, and may have VirtualBox forget it before the work
    /// with it has begun; it is opened anew then.
    func withMedium<Value: Sendable>(_ work: (Medium) async throws -> Value) async throws -> Value {
        try await library.openingAnew(when: "IMedium_cloneTo") { try await lend(work) }
    }

    private func lend<Value: Sendable>(_ work: (Medium) async throws -> Value) async throws -> Value {
        var copies: [HostPath] = []
        let outcome: Result<Value, any Error>
        do {
            let (medium, id) = try await open(&copies)
            do {
                outcome = .success(try await work(medium))
            } catch {
                outcome = .failure(await scope.describe(error))
            }
            try? await uncancelled { try await library.forgetIfUnused(id) }
        } catch {
            outcome = .failure(error)
        }
        await remove(copies)
        return try outcome.get()
    }

    private func open(_ copies: inout [HostPath]) async throws -> (medium: Medium, id: String) {
        if scope.service.configuration.isLoopback, let opened = try await openHere(&copies) { return opened }
        return try await openCopy(&copies)
    }

    /// The file as VirtualBox sees it on this computer; nil where it does not, or knows another disk of the same UUID.
    private func openHere(_ copies: inout [HostPath]) async throws -> (medium: Medium, id: String)? {
        var path = disk.path
        if disk.format == .raw {
            let descriptor = target.folder.file(stem + ".vmdk")
            copies.append(descriptor)
            try await HostUpload(scope: scope).write(
                RawDiskDescriptor.bytes(for: disk.path, size: disk.fileSize), to: descriptor)
            path = descriptor.text
        }
        do {
            return try await library.open(path, .hardDisk, .readOnly)
        } catch let error as VMFestError where error.code == .noSuchImage {
            await remove(copies)
            copies = []
            return nil
        }
    }

    /// A copy on the host, with a UUID of its own.
    private func openCopy(_ copies: inout [HostPath]) async throws -> (medium: Medium, id: String) {
        guard disk.extents.isEmpty else {
            throw VMFestError(
                .notSupported,
                "'\(disk.path)' has its content in several files, which can not be sent to another computer;"
                    + " convert it to one file first, for example with 'qemu-img convert'")
        }
        let copy = target.folder.file("\(stem).\(disk.format.fileNameExtension)")
        copies.append(copy)
        try await HostUpload(scope: scope).write(disk.path, to: copy)
        var path = copy
        if disk.format == .raw {
            path = target.folder.file(stem + ".vmdk")
            copies.append(path)
            try await HostUpload(scope: scope).write(
                RawDiskDescriptor.bytes(for: copy.name, size: disk.fileSize), to: path)
        }
        return try await library.open(path.text, .hardDisk, .readWrite, asCopy: true)
    }

    private func remove(_ copies: [HostPath]) async {
        guard !copies.isEmpty else { return }
        let folder = HostFolder(scope: scope, path: target.folder)
        let names = copies.map(\.name)
        try? await uncancelled { try await folder.remove(names) }
    }
}
