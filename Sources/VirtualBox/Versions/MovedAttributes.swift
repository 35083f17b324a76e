//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

extension HostScope {
    /// Whether the host's graphics card draws for the guest.
    package func is3DAccelerated(_ adapter: GraphicsAdapter) async throws -> Bool {
        guard version >= APIVersion(7, 1) else {
            return try await adapter.call("IGraphicsAdapter_getAccelerate3DEnabled")
        }
        return try await adapter.isFeatureEnabled(feature: .acceleration3D)
    }

    /// Sets whether the host's graphics card draws for the guest.
    package func set3DAccelerated(_ isAccelerated: Bool, of adapter: GraphicsAdapter) async throws {
        guard version >= APIVersion(7, 1) else {
            let argument = Argument("accelerate3DEnabled", isAccelerated)
            return try await adapter.run("IGraphicsAdapter_setAccelerate3DEnabled", argument)
        }
        try await adapter.setFeature(feature: .acceleration3D, enabled: isAccelerated)
    }

    /// The address of a serial port.
    package func address(of port: SerialPort) async throws -> UInt32 {
        guard version >= APIVersion(7, 1) else { return try await port.call("ISerialPort_getIOBase") }
        return try await port.getIOAddress()
    }

    /// Sets the address of a serial port.
    package func setAddress(_ address: UInt32, of port: SerialPort) async throws {
        guard version >= APIVersion(7, 1) else {
            return try await port.run("ISerialPort_setIOBase", Argument("IOBase", address))
        }
        try await port.setIOAddress(address)
    }
}
