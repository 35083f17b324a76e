//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Misuse {
    /// Misuses of disks.
    static let ofMedium: [Misuse] = [
        Misuse("IMedium_close", .objectInUse, "a machine has it attached") { stage in
            try await stage.attachedDisk().close()
        },
        Misuse("IMedium_close", .invalidObjectState, "someone writes to it") { stage in
            try await stage.withBusyDisk { try await $0.close() }
        },
        Misuse("IMedium_close", .accessDenied, "it is closed") { stage in
            let disk = try await stage.disk()
            try await disk.close()
            try await disk.close()
        },
        Misuse("IMedium_deleteStorage", .objectInUse, "a machine has it attached") { stage in
            _ = try await stage.attachedDisk().deleteStorage()
        },
        Misuse("IMedium_deleteStorage", .invalidObjectState, "someone writes to it") { stage in
            try await stage.withBusyDisk { _ = try await $0.deleteStorage() }
        },
        Misuse("IMedium_setType", .invalidObjectState, "a machine has it attached") { stage in
            try await stage.attachedDisk().setType(.immutable)
        },
        Misuse("IMedium_createDiffStorage", .accessDenied, "it is closed") { stage in
            let disk = try await stage.disk()
            try await disk.close()
            _ = try await disk.createDiffStorage(target: stage.newMedium("diff.vdi"), variant: [.standard])
        },
        Misuse("IMedium_createDiffStorage", .invalidObjectState, "someone writes to it") { stage in
            try await stage.withBusyDisk { disk in
                _ = try await disk.createDiffStorage(target: stage.newMedium("diff.vdi"), variant: [.standard])
            }
        },
    ]
}

extension MisuseStage {
    /// Lends a disk while it is locked for writing, as it is while a machine runs on it.
    fileprivate func withBusyDisk(_ work: (Medium) async throws -> Void) async throws {
        let disk = try await disk()
        let token = try await disk.lockWrite()
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await work(disk)) } catch { outcome = .failure(error) }
        try await token.abandon()
        try outcome.get()
    }
}
