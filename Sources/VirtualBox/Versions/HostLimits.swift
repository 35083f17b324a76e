//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization
package import VirtualBoxAPI

/// What a host can make, as it says itself.
package struct HostLimits: Sendable, Hashable {
    /// In MiB.
    package var memory: ClosedRange<UInt32>
    package var cpus: ClosedRange<UInt32>
    /// In MiB.
    package var videoMemory: ClosedRange<UInt32>
    package var networkAdapters: UInt32
    package var serialPorts: UInt32
    /// Buses that are not here can not be made.
    package var buses: [StorageBus: Bus]

    /// What a storage bus can carry.
    package struct Bus: Sendable, Hashable {
        package var controllers: UInt32
        package var ports: UInt32
        package var minimumPorts: UInt32
        package var devicesPerPort: UInt32
    }
}

extension HostScope {
    /// The kind of processor that a guest OS type is for, asked once for each type; nil for one that the host does not know.
    ///
    /// Before 7.1 all were for x86.
    package func platform(ofOSType id: String) async throws -> PlatformArchitecture? {
        if let known = service.osTypePlatforms.withLock({ $0[id] }) { return known }
        let platform: PlatformArchitecture
        do {
            platform = try await box.getGuestOSType(id: id).platformArchitecture ?? .x86
        } catch let error as VirtualBoxError where error.code == .notFound {
            return nil
        }
        service.osTypePlatforms.withLock { $0[id] = platform }
        return platform
    }

    /// The host's limits for PCs, asked once for each service.
    package func limits() async throws -> HostLimits {
        if let known = service.limits.withLock({ $0 }) { return known }
        let system = try await box.getSystemProperties()
        let platform = try await platformProperties(system)
        async let minimumMemory = system.getMinGuestRAM()
        async let maximumMemory = system.getMaxGuestRAM()
        async let minimumCPUs = system.getMinGuestCPUCount()
        async let maximumCPUs = system.getMaxGuestCPUCount()
        async let minimumVideo = system.getMinGuestVRAM()
        async let maximumVideo = system.getMaxGuestVRAM()
        async let adapters = platform.maximumNetworkAdapters(chipset: .piix3)
        async let serialPorts = platform.serialPorts()
        async let buses = buses(platform)
        let limits = try await HostLimits(
            memory: ordered(minimumMemory, maximumMemory),
            cpus: ordered(minimumCPUs, maximumCPUs),
            videoMemory: ordered(minimumVideo, maximumVideo),
            networkAdapters: plausible(adapters),
            serialPorts: plausible(serialPorts),
            buses: buses
        )
        service.limits.withLock { $0 = limits }
        return limits
    }

    /// What each bus can carry; all buses are asked about at the same time.
    private func buses(_ platform: PlatformLimits) async throws -> [StorageBus: HostLimits.Bus] {
        let buses = try await platform.buses()
        let limits = try await buses.concurrentMap { bus in
            async let controllers = platform.maximumControllers(chipset: .piix3, bus: bus)
            async let ports = platform.maximumPorts(bus: bus)
            async let minimumPorts = platform.minimumPorts(bus: bus)
            async let devices = platform.maximumDevicesPerPort(bus: bus)
            return try await HostLimits.Bus(
                controllers: controllers, ports: ports, minimumPorts: minimumPorts, devicesPerPort: devices)
        }
        return Dictionary(zip(buses, limits)) { _, last in last }
    }

    /// The host's limits for PCs with a chipset.
    package func limits(_ chipset: ChipsetType) async throws -> HostLimits {
        let usual = try await limits()
        guard chipset != .piix3 else { return usual }
        if let known = service.chipsetLimits.withLock({ $0[chipset] }) { return known }
        let platform = try await platformProperties(box.getSystemProperties())
        var limits = usual
        limits.networkAdapters = plausible(try await platform.maximumNetworkAdapters(chipset: chipset))
        for bus in usual.buses.keys {
            limits.buses[bus]?.controllers = try await platform.maximumControllers(chipset: chipset, bus: bus)
        }
        let complete = limits
        service.chipsetLimits.withLock { $0[chipset] = complete }
        return limits
    }

    /// How many network cards a machine can have, which depends on its chipset.
    package func networkCards(of machine: Machine) async throws -> Int {
        async let usual = limits()
        let chipset = try await boardSettings(of: machine).chipset()
        let least = try await usual.networkAdapters
        guard chipset != .piix3 else { return Int(least) }
        let most = try await limits(chipset).networkAdapters
        do {
            _ = try await machine.getNetworkAdapter(slot: least)
            return Int(most)
        } catch let error as VirtualBoxError where error.code == .invalidArgument {
            // One that had its chipset from the type of its guest keeps the usual row.
            return Int(least)
        }
    }

    /// How many parts a machine can have, as far as that can be: each is asked about by its number.
    private func plausible(_ count: UInt32) -> UInt32 { min(count, 256) }

    private func ordered(_ low: UInt32, _ high: UInt32) -> ClosedRange<UInt32> { low...max(low, high) }

    /// The object that knows the limits: since 7.1 there is one for each platform, before that one for all.
    func platformProperties(_ system: SystemProperties) async throws -> PlatformLimits {
        guard version >= APIVersion(7, 1) else { return PlatformLimits(object: system, interface: .system) }
        return PlatformLimits(
            object: try await box.getPlatformProperties(architecture: .x86).as(SystemProperties.self),
            interface: .platform)
    }
}
