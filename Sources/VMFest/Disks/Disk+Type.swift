//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Disk {
    /// Says what happens to what is written to the disk from now on; that it is so already is success.
    ///
    /// VirtualBox lets only disks be multi-attach that a machine has had. A data disk that none has had becomes it when the
    /// first machine gets it, which has to be off then. Rests on `IMedium::setType`.
    ///
    /// - Throws: ``VMFestError``: `inUse` when machines have it, or disks are based on it; `invalidArgument` for
    ///   ``DiskType/readOnly``, and for ``DiskType/shareable`` where the disk is not of fixed size; `notSupported` for multi-attach
    ///   of a foreign disk that no machine has had; `noSuchDisk`; and the codes about the host.
    public func setType(_ type: DiskType) async throws {
        try await editing("set the disk's type") { editing in
            try await DiskTyping(editing: editing, type: type).run()
        }
    }
}

/// Sets the type of a disk.
struct DiskTyping: Sendable {
    let editing: DiskEditing
    let type: DiskType

    func run() async throws {
        guard type != .readOnly else { throw DiskType.readOnlyRefusal }
        let old = try await editing.medium.getType()
        if old == type.remote, editing.record.map({ $0.type == type }) ?? true { return }
        if type == .shareable, try await !editing.form().isFixed {
            throw VMFestError(
                .invalidArgument,
                "it is dynamic, and VirtualBox shares only disks of fixed size; convert it to fixed first")
        }
        try await editing.usage.refuseImage(editing.disk.key)
        try await editing.usage.refuseUsed(editing.medium)
        try await editing.refuseOpen()
        try await uncancelled {
            try await set()
            guard var record = editing.record else { return }
            record.type = type
            try await DiskCatalogue(editing.scope).write(record, editing.disk.key)
        }
    }

    private func set() async throws {
        do {
            try await editing.medium.setType(type.remote)
        } catch let error as VirtualBoxError where error.code == .inUse && type == .multiAttach {
            // No machine has had it yet. What it is until then, nobody should have to know.
            guard editing.record == nil else { return }
            var failure = VMFestError(await editing.scope.describe(error) as? VirtualBoxError ?? error)
            failure.code = .notSupported
            failure.message =
                "VirtualBox lets only disks be multi-attach that a machine has had: attach it, and detach it"
            throw failure
        }
    }
}
