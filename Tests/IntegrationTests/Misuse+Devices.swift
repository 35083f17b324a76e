//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Misuse {
    /// Misuses of a machine's devices, and of events.
    static let ofDevices: [Misuse] = [
        Misuse("IMachine_addStorageController", .objectInUse, "a name twice") { stage in
            try await stage.edit(stage.machine()) { machine in
                for _ in 0..<2 {
                    _ = try await machine.addStorageController(name: "SATA", connectionType: .sata)
                }
            }
        },
        Misuse("IMachine_attachDevice", .objectInUse, "the slot is taken") { stage in
            try await stage.edit(stage.machine()) { machine in
                _ = try await machine.addStorageController(name: "IDE", connectionType: .ide)
                for _ in 0..<2 { try await machine.attachDVDDrive(to: "IDE") }
            }
        },
        Misuse("IMachine_attachDevice", .objectNotFound, "no such controller") { stage in
            try await stage.edit(stage.machine()) { try await $0.attachDVDDrive(to: "none") }
        },
        Misuse("IMachine_attachDevice", .invalidArgument, "no such port") { stage in
            try await stage.edit(stage.machine()) { machine in
                _ = try await machine.addStorageController(name: "IDE", connectionType: .ide)
                try await machine.attachDVDDrive(to: "IDE", port: 77)
            }
        },
        Misuse("IMachine_attachDevice", .invalidVMState, "without a lock") { stage in
            try await stage.machine().attachDVDDrive(to: "IDE")
        },
        Misuse("IMachine_attachDevice", .invalidObjectState, "the disk has no storage") { stage in
            try await stage.edit(stage.machine()) { machine in
                _ = try await machine.addStorageController(name: "IDE", connectionType: .ide)
                try await machine.attachDevice(
                    name: "IDE", controllerPort: 0, device: 0, type: .hardDisk, medium: stage.newMedium("none.vdi"))
            }
        },
        Misuse("INATEngine_addRedirect", .invalidArgument, "a name twice") { stage in
            try await stage.edit(stage.machine()) { machine in
                let engine = try await machine.getNetworkAdapter(slot: 0).getNATEngine()
                for _ in 0..<2 {
                    try await engine.addRedirect(
                        name: "rule", proto: .tcp, hostIP: "", hostPort: 40_022, guestIP: "", guestPort: 22)
                }
            }
        },
        Misuse("INvramStore_getUefiVariableStore", .objectNotFound, "its firmware has stored nothing") { stage in
            _ = try await stage.machine().getNonVolatileStore().getUefiVariableStore()
        },
        Misuse("IUefiVariableStore_setSecureBootEnabled", .objectNotFound, "there is no platform key") { stage in
            try await stage.edit(stage.machine()) { machine in
                try await machine.getFirmwareSettings().setFirmwareType(.efi)
                let store = try await machine.getNonVolatileStore()
                try await store.initUefiVariableStore(size: 0)
                try await store.getUefiVariableStore().setSecureBootEnabled(true)
            }
        },
        Misuse("IEventSource_getEvent", .objectNotFound, "the listener is not registered") { stage in
            let source = try await stage.box.getEventSource()
            _ = try await source.getEvent(listener: source.createListener(), timeout: 0)
        },
    ]
}

extension VirtualBoxAPI.Machine {
    /// Attaches an empty drive.
    fileprivate func attachDVDDrive(to controller: String, port: Int32 = 0) async throws {
        try await attachDevice(name: controller, controllerPort: port, device: 0, type: .dvd, medium: nil)
    }
}
