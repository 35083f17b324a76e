//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// A serial port of a machine whose files are in a folder.
struct SerialSlot: Sendable {
    let scope: HostScope
    let port: VirtualBoxAPI.SerialPort
    /// The machine's folder.
    let folder: HostPath
}

/// The table of a serial port's attributes.
enum PortAttributes {
    static let serial: [Attribute<SerialPort, SerialSlot>] = [
        Attribute(
            choice: "uart", \.uart, .alwaysForNextStart,
            get: { try await $0.port.getUartType() }, set: { try await $0.port.setUartType($1) }),
        Attribute(
            "ioAddress", \.ioAddress,
            get: { Int(try await $0.scope.address(of: $0.port)) },
            set: { try await $0.scope.setAddress(UInt32($1), of: $0.port) }),
        Attribute(
            "irq", \.irq, get: { Int(try await $0.port.getIRQ()) }, set: { try await $0.port.setIRQ(UInt32($1)) }),
        Attribute(
            required: "connection", \.connection, .always,
            get: { try await $0.connection() }, set: { try await $0.connect($1) }),
        Attribute(
            required: "enabled", \.enabled,
            get: { try await $0.port.getEnabled() }, set: { try await $0.port.setEnabled($1) }),
    ]

    static let parallel: [Attribute<ParallelPort, VirtualBoxAPI.ParallelPort>] = [
        Attribute(
            "ioAddress", \.ioAddress,
            get: { Int(try await $0.getIOBase()) }, set: { try await $0.setIOBase(UInt32($1)) }),
        Attribute("irq", \.irq, get: { Int(try await $0.getIRQ()) }, set: { try await $0.setIRQ(UInt32($1)) }),
        Attribute(
            required: "device", \.device, .offOrSaved, get: { try await $0.getPath() },
            set: { try await $0.setPath($1) }),
        Attribute(
            "enabled", \.enabled, get: { try await $0.getEnabled() },
            set: { try await $0.setEnabled($1) }),
    ]
}

extension SerialSlot {
    /// What it is connected to.
    func connection() async throws -> SerialPort.Connection {
        async let path = port.getPath()
        async let isServer = port.getServer()
        switch try await port.getHostMode() {
        case .rawFile:
            let file = HostPath(try await path)
            return .file(file.folder == folder ? file.name : file.text)
        case .hostPipe: return .pipe(try await path, isServer: try await isServer)
        case .hostDevice: return .device(try await path)
        case .tcp: return .tcp(try await path, isServer: try await isServer)
        default: return .none
        }
    }

    /// Connects it to something else; VirtualBox wants a path before it takes a mode that needs one.
    ///
    /// A port of a machine that runs follows each step, so that it is parted from what it was connected to first.
    func connect(_ connection: SerialPort.Connection) async throws {
        if try await port.getHostMode() != .disconnected { try await port.setHostMode(.disconnected) }
        switch connection {
        case .file(let file):
            let path = HostPath(file)
            try await port.setPath((path.isPlainName ? folder.file(file) : path).text)
            try await port.setHostMode(.rawFile)
        case .pipe(let path, let isServer): try await connect(path, isServer: isServer, .hostPipe)
        case .device(let path): try await connect(path, isServer: false, .hostDevice)
        case .tcp(let address, let isServer): try await connect(address, isServer: isServer, .tcp)
        case .none: try await port.setHostMode(.disconnected)
        }
    }

    private func connect(_ path: String, isServer: Bool, _ mode: PortMode) async throws {
        // A port of a new machine is nobody's server.
        if try await isServer != port.getServer() { try await port.setServer(isServer) }
        try await port.setPath(path)
        try await port.setHostMode(mode)
    }
}
