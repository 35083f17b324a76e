//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Asks a host for all that there is to know of it, as much at once as is possible.
struct HostFacts: Sendable {
    private let scope: HostScope
    private var box: VirtualBoxAPI.VirtualBox { scope.box }

    init(_ scope: HostScope) {
        self.scope = scope
    }

    func info() async throws -> HostInfo {
        let host = try await box.getHost()
        async let software = software()
        async let system = host.getOperatingSystem()
        async let version = host.getOSVersion()
        async let clock = host.getUTCTime()
        async let processors = processors(host)
        async let memory = host.getMemorySize()
        async let available = host.getMemoryAvailable()
        async let domain = host.getDomainName()
        async let servers = host.getNameServers()
        async let interfaces = host.getNetworkInterfaces().concurrentMap { try await HostInterface(of: $0) }
        async let networks = box.getInternalNetworks()
        async let discs = discDrives(host)
        async let drives = drives(host)
        async let engine = scope.executionEngine()
        return try await HostInfo(
            virtualBox: software, operatingSystem: system, osVersion: version,
            clock: Date(timeIntervalSince1970: Double(clock) / 1000), processors: processors,
            memory: .mebibytes(Int(memory)), availableMemory: .mebibytes(Int(available)), domain: domain,
            nameServers: servers, networkInterfaces: interfaces.sorted { Self.order($0) < Self.order($1) },
            internalNetworks: networks, discDrives: discs, drives: drives, engine: HostInfo.Engine(engine))
    }

    private func software() async throws -> HostInfo.Software {
        async let version = box.getVersion()
        async let revision = box.getRevision()
        async let package = box.getPackageType()
        async let home = box.getHomeFolder()
        async let settings = box.getSettingsFilePath()
        return try await HostInfo.Software(
            version: version, revision: Int(revision), apiVersion: "\(scope.version)", packageType: package,
            homeFolder: home, settingsFile: settings)
    }

    private func processors(_ host: VirtualBoxAPI.Host) async throws -> HostInfo.Processors {
        async let platforms = scope.platforms()
        async let count = host.getProcessorCount()
        async let online = host.getProcessorOnlineCount()
        async let cores = host.getProcessorCoreCount()
        // Some hosts do not let VirtualBox see which processors there are.
        async let model = known { try await host.getProcessorDescription(cpuId: 0) }
        async let speed = known { try await host.getProcessorSpeed(cpuId: 0) }
        async let features = scope.processorFeatures(of: host)
        return try await HostInfo.Processors(
            architecture: platforms.processor.rawValue, model: model?.trimmingCharacters(in: .whitespaces) ?? "",
            megahertz: Int(speed ?? 0), count: Int(count), online: Int(online), cores: Int(cores),
            features: features.map(\.rawValue))
    }

    private func discDrives(_ host: VirtualBoxAPI.Host) async throws -> [String] {
        async let discs = host.getDVDDrives()
        async let floppies = host.getFloppyDrives()
        return try await (discs + floppies).concurrentMap { try await $0.getLocation() }
    }

    /// The disks, where the service's user may see them: that he may not is no failure.
    private func drives(_ host: VirtualBoxAPI.Host) async throws -> [HostInfo.Drive] {
        let drives = try await known { try await host.getHostDrives() } ?? []
        return try await drives.concurrentMap { drive in
            let path = try await drive.getDrivePath()
            return try await known {
                async let model = drive.getModel()
                async let size = drive.getSize()
                return try await HostInfo.Drive(path: path, model: model, size: size)
            }
        }.compactMap(\.self)
    }

    /// What VirtualBox answers; nil where it says that it can not.
    private func known<Value: Sendable>(_ ask: () async throws -> Value) async throws -> Value? {
        do {
            return try await ask()
        } catch let error as VirtualBoxError where error.isDefinite {
            return nil
        }
    }

    private static func order(_ interface: HostInterface) -> (Int, String) {
        (interface.kind == .bridged ? 0 : 1, interface.name)
    }
}
