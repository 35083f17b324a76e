//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

/// The questions about limits that moved from one interface to another in 7.1, asked where this version answers them.
struct PlatformLimits: Sendable {
    enum Interface: Sendable {
        /// `ISystemProperties`, before 7.1.
        case system
        /// `IPlatformProperties`, since 7.1.
        case platform
    }

    /// The remote object; which interface it has, the server finds out.
    let object: SystemProperties
    let interface: Interface

    func maximumNetworkAdapters(chipset: ChipsetType) async throws -> UInt32 {
        switch interface {
        case .system: try await object.call("ISystemProperties_getMaxNetworkAdapters", Argument("chipset", chipset))
        case .platform: try await platform.getMaxNetworkAdapters(chipset: chipset)
        }
    }

    func serialPorts() async throws -> UInt32 {
        switch interface {
        case .system: try await object.call("ISystemProperties_getSerialPortCount")
        case .platform: try await platform.getSerialPortCount()
        }
    }

    func parallelPorts() async throws -> UInt32 {
        switch interface {
        case .system: try await object.call("ISystemProperties_getParallelPortCount")
        case .platform: try await platform.getParallelPortCount()
        }
    }

    func bootPositions() async throws -> UInt32 {
        switch interface {
        case .system: try await object.call("ISystemProperties_getMaxBootPosition")
        case .platform: try await platform.getMaxBootPosition()
        }
    }

    func buses() async throws -> [StorageBus] {
        switch interface {
        case .system: try await object.call("ISystemProperties_getSupportedStorageBuses")
        case .platform: try await platform.getSupportedStorageBuses()
        }
    }

    func maximumControllers(chipset: ChipsetType, bus: StorageBus) async throws -> UInt32 {
        switch interface {
        case .system:
            try await object.call(
                "ISystemProperties_getMaxInstancesOfStorageBus", Argument("chipset", chipset), Argument("bus", bus))
        case .platform: try await platform.getMaxInstancesOfStorageBus(chipset: chipset, bus: bus)
        }
    }

    func maximumPorts(bus: StorageBus) async throws -> UInt32 {
        switch interface {
        case .system: try await object.call("ISystemProperties_getMaxPortCountForStorageBus", Argument("bus", bus))
        case .platform: try await platform.getMaxPortCountForStorageBus(bus: bus)
        }
    }

    func minimumPorts(bus: StorageBus) async throws -> UInt32 {
        switch interface {
        case .system: try await object.call("ISystemProperties_getMinPortCountForStorageBus", Argument("bus", bus))
        case .platform: try await platform.getMinPortCountForStorageBus(bus: bus)
        }
    }

    func maximumDevicesPerPort(bus: StorageBus) async throws -> UInt32 {
        switch interface {
        case .system:
            try await object.call("ISystemProperties_getMaxDevicesPerPortForStorageBus", Argument("bus", bus))
        case .platform: try await platform.getMaxDevicesPerPortForStorageBus(bus: bus)
        }
    }

    private var platform: PlatformProperties { object.as(PlatformProperties.self) }
}
