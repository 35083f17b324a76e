//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
public import VMFest
import VMFestLowLevel
import VirtualBoxAPI

// Compiled without access to the package, as a user's program is; the documentation shows the same text.

/// What VMFest does not show: the settings of every machine that nobody is just starting.
public func teleporterPorts(of host: VMFest.Host) async throws -> [String: UInt32] {
    // snippet: look
    try await host.withVirtualBox { vbox in
        var ports: [String: UInt32] = [:]
        for machine in try await vbox.getMachines() where try await machine.getAccessible() {
            async let name = machine.getName()
            async let isTarget = machine.getTeleporterEnabled()
            if try await isTarget { ports[try await name] = try await machine.getTeleporterPort() }
        }
        return ports
    }
    // end
}

/// A disk whose whole size is written at once, in a machine's drive.
public func addFixedDisk(to machine: VMFest.Machine, at path: String, megabytes: Int64) async throws {
    // snippet: change
    try await machine.withLock(.write) { locked in
        let disk = try await locked.vbox.root.createMedium(
            format: "VDI", location: path, accessMode: .readWrite, aDeviceTypeType: .hardDisk)
        let writing = try await disk.createBaseStorage(logicalSize: megabytes << 20, variant: [.fixed])
        try await locked.vbox.finish(writing, within: .seconds(60))
        do {
            _ = try await locked.machine.addStorageController(name: "Fixed", connectionType: .scsi)
            try await locked.machine.attachDevice(
                name: "Fixed", controllerPort: 0, device: 0, type: .hardDisk, medium: disk)
        } catch {
            try await locked.vbox.finish(disk.deleteStorage())
            throw error
        }
    }
    // end
}

/// What the debugger says of a running machine's timer.
public func timer(of machine: VMFest.Machine) async throws -> String {
    // snippet: console
    try await machine.withLock(.shared) { locked in
        let debugger = try await locked.console().getDebugger()
        return try await debugger.info(name: "pit", args: "")
    }
    // end
}
