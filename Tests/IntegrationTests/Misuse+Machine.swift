//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

extension Misuse {
    /// Misuses of a machine by someone who has no lock, or the wrong state.
    static let ofMachine: [Misuse] = [
        Misuse("IMachine_deleteConfig", .invalidVMState, "it is registered") { stage in
            _ = try await stage.machine().deleteConfig(media: [])
        },
        Misuse("IMachine_setMemorySize", .invalidArgument, "none") { stage in
            try await stage.edit(stage.machine()) { try await $0.setMemorySize(0) }
        },
        Misuse("IMachine_setMemorySize", .invalidVMState, "without a lock") { stage in
            try await stage.machine().setMemorySize(64)
        },
        Misuse("IMachine_setCPUCount", .invalidArgument, "more than there can be") { stage in
            try await stage.edit(stage.machine()) { try await $0.setCPUCount(10_000) }
        },
        Misuse("IMachine_getNetworkAdapter", .invalidArgument, "a slot that there is not") { stage in
            _ = try await stage.machine().getNetworkAdapter(slot: 99)
        },
        Misuse("IMachine_readLog", .iprtError, "it never ran") { stage in
            _ = try await stage.machine().readLog(idx: 0, offset: 0, size: 1)
        },
        Misuse("IMachine_saveState", .invalidVMState, "it does not run") { stage in
            try await stage.edit(stage.machine()) { _ = try await $0.saveState() }
        },
        Misuse("IMachine_takeSnapshot", .notImplemented, "without a lock") { stage in
            _ = try await stage.machine().takeSnapshot(name: "one", description: "", pause: true)
        },
        Misuse("IMachine_restoreSnapshot", .invalidObjectState, "another machine runs with a disk of the snapshot") {
            stage in
            let disk = try await stage.fixture.disk()
            let (one, other) = (try await stage.fixture.machine("one"), try await stage.fixture.machine("other"))
            try await disk.attach(to: one)
            try await one.takeSnapshot("with")
            try await disk.detach(from: one)
            try await disk.attach(to: other)
            try await other.start()
            let machine = try await stage.box.findMachine(nameOrId: one.description)
            try await stage.edit(machine) { locked in
                let snapshot = try await machine.findSnapshot(nameOrId: "with")
                try await stage.scope.finish(
                    locked.restoreSnapshot(snapshot: snapshot), of: "IMachine_restoreSnapshot")
            }
        },
        Misuse("IMachine_takeSnapshot", .accessDenied, "its lock was beside one that has ended") { stage in
            let machine = try await stage.machine()
            let (editor, companion) = try await (stage.scope.sessionObject(), stage.scope.sessionObject())
            try await machine.lockMachine(session: editor, lockType: .write)
            try await machine.lockMachine(session: companion, lockType: .shared)
            let locked = try await companion.getMachine()
            try await editor.unlockMachine()
            _ = try await locked.takeSnapshot(name: "one", description: "", pause: true)
        },
        Misuse("IMachine_setExtraData", .invalidVMState, "beside the lock of another session") { stage in
            let machine = try await stage.machine()
            try await stage.withLock(machine) { _ in try await machine.setExtraData(key: "any", value: "any") }
        },
        Misuse("IMachine_createSharedFolder", .objectInUse, "a name twice") { stage in
            try await stage.edit(stage.machine()) { machine in
                for _ in 0..<2 {
                    try await machine.createSharedFolder(
                        name: "shared", hostPath: stage.fixture.folder.path, writable: false, automount: false,
                        autoMountPoint: "")
                }
            }
        },
    ]

    /// Misuses of a machine whose settings file is gone.
    static let ofInaccessible: [Misuse] = [
        Misuse("IMachine_getName", .accessDenied, "it is inaccessible") { stage in
            _ = try await stage.onlyMachine().getName()
        },
        Misuse("IMachine_getState", .accessDenied, "it is inaccessible") { stage in
            _ = try await stage.onlyMachine().getState()
        },
        Misuse("IMachine_getSessionState", .accessDenied, "it is inaccessible") { stage in
            _ = try await stage.onlyMachine().getSessionState()
        },
        Misuse("IMachine_getCurrentSnapshot", .accessDenied, "it is inaccessible") { stage in
            _ = try await stage.onlyMachine().getCurrentSnapshot()
        },
        Misuse("IMachine_getExtraData", .accessDenied, "it is inaccessible") { stage in
            _ = try await stage.onlyMachine().getExtraData(key: "any")
        },
        Misuse("IMachine_getExtraDataKeys", .accessDenied, "it is inaccessible") { stage in
            _ = try await stage.onlyMachine().getExtraDataKeys()
        },
        Misuse("IMachine_setExtraData", .accessDenied, "it is inaccessible") { stage in
            try await stage.onlyMachine().setExtraData(key: "any", value: "any")
        },
    ]
}

extension MisuseStage {
    /// The machine of a service that has only one.
    fileprivate func onlyMachine() async throws -> VirtualBoxAPI.Machine {
        try #require(try await box.getMachines().first)
    }
}
