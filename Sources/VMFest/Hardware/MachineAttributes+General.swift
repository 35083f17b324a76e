//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

extension MachineAttributes {
    /// What VirtualBox's machine object has itself.
    static let general: [Attribute<MachineSpec, MachineAccess>] = sizes + cpus + devices + sharing + process

    private static let sizes: [Attribute<MachineSpec, MachineAccess>] = [
        Attribute(
            required: "memory", \.memory,
            get: { .mebibytes(Int(try await $0.machine.getMemorySize())) },
            set: { try await $0.machine.setMemorySize(UInt32($1.mebibytes)) }),
        Attribute(
            required: "cpus", \.cpus,
            get: { try await $0.machine.pluggedCPUs().count },
            set: { try await $0.machine.setCPUCount(UInt32($1)) }),
        Attribute(
            required: "description", \.description, unless: "", .always,
            get: { try await $0.machine.getDescription() },
            set: { try await $0.machine.setDescription($1) }),
        Attribute(
            "memoryBalloon", \.memoryBalloon, .offOrRunning,
            get: { .mebibytes(Int(try await $0.machine.getMemoryBalloonSize())) },
            set: { try await $0.machine.setMemoryBalloonSize(UInt32($1.mebibytes)) }),
        Attribute(
            "hardwareUUID", \.hardwareUUID,
            get: { UUID(uuidString: try await $0.machine.getHardwareUUID()) },
            set: { try await $0.machine.setHardwareUUID($1.uuidString.lowercased()) }),
        Attribute(
            "snapshotFolder", \.snapshotFolder,
            get: { try await $0.machine.getSnapshotFolder() },
            set: { try await $0.machine.setSnapshotFolder($1) }),
        Attribute(
            "ioCache.enabled", \.ioCache.enabled,
            get: { try await $0.machine.getIOCacheEnabled() },
            set: { try await $0.machine.setIOCacheEnabled($1) }),
        Attribute(
            "ioCache.size", \.ioCache.size,
            get: { .mebibytes(Int(try await $0.machine.getIOCacheSize())) },
            set: { try await $0.machine.setIOCacheSize(UInt32($1.mebibytes)) }),
    ]

    private static let cpus: [Attribute<MachineSpec, MachineAccess>] = [
        Attribute(
            choice: "cpu.engine", \.cpu.engine, since: APIVersion(7, 1), .offOrSaved,
            get: {
                let engine = try await $0.machine.getVMExecutionEngine()
                return engine == .notSet ? .default : engine
            },
            set: { try await $0.machine.setVMExecutionEngine($1) }),
        Attribute(
            "cpu.executionCap", \.cpu.executionCap, .offOrExecuting,
            get: { Int(try await $0.machine.getCPUExecutionCap()) },
            set: { try await $0.machine.setCPUExecutionCap(UInt32($1)) }),
        Attribute(
            "cpu.hotPlug", \.cpu.hotPlug,
            get: { try await $0.machine.getCPUHotPlugEnabled() },
            set: { try await $0.machine.setPluggable($1) }),
        Attribute(
            "cpu.sockets", \.cpu.sockets,
            get: { access in
                guard try await access.machine.getCPUHotPlugEnabled() else { return nil }
                return Int(try await access.machine.getCPUCount())
            },
            set: { try await $0.machine.setCPUCount(UInt32($1)) }),
        Attribute(
            "cpu.profile", \.cpu.profile,
            get: { try await $0.machine.getCPUProfile() },
            set: { try await $0.machine.setCPUProfile($1) }),
        Attribute(
            "cpu.portability", \.cpu.portability,
            get: { Int(try await $0.machine.getCPUIDPortabilityLevel()) },
            set: { try await $0.machine.setCPUIDPortabilityLevel(UInt32($1)) }),
        Attribute(
            choice: "cpu.paravirtualization", \.cpu.paravirtualization,
            get: { try await $0.machine.getParavirtProvider() },
            set: { try await $0.machine.setParavirtProvider($1) }),
    ]

    private static let devices: [Attribute<MachineSpec, MachineAccess>] = [
        Attribute(
            choice: "input.pointing", \.input.pointing,
            get: { try await $0.machine.getPointingHIDType() },
            set: { try await $0.machine.setPointingHIDType($1) }),
        Attribute(
            choice: "input.keyboard", \.input.keyboard,
            get: { try await $0.machine.getKeyboardHIDType() },
            set: { try await $0.machine.setKeyboardHIDType($1) }),
        Attribute(
            "usb.cardReader", \.usb.cardReader, .offOrSaved,
            get: { try await $0.machine.getEmulatedUSBCardReaderEnabled() },
            set: { try await $0.machine.setEmulatedUSBCardReaderEnabled($1) }),
        Attribute(
            "boot.order", \.boot.order,
            get: { try await $0.machine.bootOrder() },
            set: { try await $0.machine.setBootOrder($1) }),
        Attribute(
            "boot.secureBoot", \.boot.secureBoot,
            get: { try await $0.machine.isSecureBootEnabled() },
            set: { try await $0.machine.setSecureBoot($1) }),
    ]

    private static let sharing: [Attribute<MachineSpec, MachineAccess>] = [
        Attribute(
            choice: "sharing.clipboard", \.sharing.clipboard, .offOrExecuting,
            get: { try await $0.machine.getClipboardMode() },
            set: { try await $0.machine.setClipboardMode($1) }),
        Attribute(
            "sharing.clipboardFiles", \.sharing.clipboardFiles, .offOrExecuting,
            get: { try await $0.machine.getClipboardFileTransfersEnabled() },
            set: { try await $0.machine.setClipboardFileTransfersEnabled($1) }),
        Attribute(
            choice: "sharing.dragAndDrop", \.sharing.dragAndDrop, .offOrExecuting,
            get: { ClipboardMode(rawValue: try await $0.machine.getDnDMode().rawValue) },
            set: { try await $0.machine.setDnDMode(DnDMode(rawValue: $1.rawValue)) }),
    ]

    private static let process: [Attribute<MachineSpec, MachineAccess>] = [
        Attribute(
            choice: "priority", \.priority, .always,
            get: { try await $0.machine.getVMProcessPriority() },
            set: { try await $0.machine.setVMProcessPriority($1) }),
        // To switch it off would be possible always.
        Attribute(
            "teleporter.enabled", \.teleporter.enabled,
            get: { try await $0.machine.getTeleporterEnabled() },
            set: { try await $0.machine.setTeleporterEnabled($1) }),
        Attribute(
            "teleporter.port", \.teleporter.port, .offOrSaved,
            get: { Int(try await $0.machine.getTeleporterPort()) },
            set: { try await $0.machine.setTeleporterPort(UInt32($1)) }),
        Attribute(
            "teleporter.address", \.teleporter.address, .offOrSaved,
            get: { try await $0.machine.getTeleporterAddress() },
            set: { try await $0.machine.setTeleporterAddress($1) }),
        Attribute(
            "autostart.enabled", \.autostart.enabled, .always,
            get: { try await $0.machine.getAutostartEnabled() },
            set: { try await $0.machine.setAutostartEnabled($1) }),
        Attribute(
            "autostart.delay", \.autostart.delay, .always,
            get: { Int(try await $0.machine.getAutostartDelay()) },
            set: { try await $0.machine.setAutostartDelay(UInt32($1)) }),
        Attribute(
            choice: "autostart.stop", \.autostart.stop, .always,
            get: { try await $0.machine.getAutostopType() },
            set: { try await $0.machine.setAutostopType($1) }),
    ]
}
