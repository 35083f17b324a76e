//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// A storage controller of a machine.
struct ControllerAccess: Sendable {
    let machine: VirtualBoxAPI.Machine
    let controller: VirtualBoxAPI.StorageController
    let name: String
}

/// The table of a storage controller's attributes.
enum ControllerAttributes {
    static let rows: [Attribute<StorageController, ControllerAccess>] = [
        Attribute(
            choice: "model", \.model,
            get: { try await $0.controller.getControllerType() }, set: { try await $0.controller.setControllerType($1) }
        ),
        Attribute(
            "ports", \.ports,
            get: { Int(try await $0.controller.getPortCount()) },
            set: { try await $0.controller.setPortCount(UInt32($1)) }),
        Attribute(
            "hostIOCache", \.hostIOCache,
            get: { try await $0.controller.getUseHostIOCache() },
            set: { try await $0.controller.setUseHostIOCache($1) }),
        Attribute(
            "bootable", \.bootable,
            get: { try await $0.controller.getBootable() },
            set: { try await $0.machine.setStorageControllerBootable(name: $0.name, bootable: $1) }),
    ]
}

/// A slot of a machine with something in it.
struct SlotAccess: Sendable {
    let machine: VirtualBoxAPI.Machine
    let controller: String
    let port: Int32
    let device: Int32
    let attachment: MediumAttachment?
}

/// The table of the attributes of a drive or disk in its slot.
enum SlotAttributes {
    static let rows: [Attribute<StorageDevice, SlotAccess>] = [
        Attribute(
            required: "nonRotational", \.nonRotational, unless: false,
            get: { $0.attachment?.nonRotational ?? false },
            set: {
                try await $0.machine.nonRotationalDevice(
                    name: $0.controller, controllerPort: $0.port, device: $0.device, nonRotational: $1)
            }),
        Attribute(
            required: "discard", \.discard, unless: false,
            get: { $0.attachment?.discard ?? false },
            set: {
                try await $0.machine.setAutoDiscardForDevice(
                    name: $0.controller, controllerPort: $0.port, device: $0.device, discard: $1)
            }),
        Attribute(
            "hotPluggable", \.hotPluggable,
            get: { $0.attachment?.hotPluggable },
            set: {
                try await $0.machine.setHotPluggableForDevice(
                    name: $0.controller, controllerPort: $0.port, device: $0.device, hotPluggable: $1)
            }),
        Attribute(
            "bandwidthGroup", \.bandwidthGroup, .offOrSaved,
            get: { try await $0.attachment?.bandwidthGroup?.getName() ?? "" },
            set: { slot, name in
                if name.isEmpty {
                    try await slot.machine.setNoBandwidthGroupForDevice(
                        name: slot.controller, controllerPort: slot.port, device: slot.device)
                } else {
                    try await slot.machine.setBandwidthGroupForDevice(
                        name: slot.controller, controllerPort: slot.port, device: slot.device,
                        bandwidthGroup: slot.machine.bandwidthGroup(name))
                }
            }),
        Attribute(
            required: "temporaryEject", \.temporaryEject, unless: false, .always,
            get: { $0.attachment?.temporaryEject ?? false },
            set: {
                try await $0.machine.temporaryEjectDevice(
                    name: $0.controller, controllerPort: $0.port, device: $0.device, temporaryEject: $1)
            }),
    ]
}
