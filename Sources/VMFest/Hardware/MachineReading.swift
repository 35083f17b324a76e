//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Reads a machine into a spec.
struct MachineReading: Sendable {
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine

    /// Asks for everything at once.
    func configuration() async throws -> MachineConfiguration {
        async let id = machine.getId()
        async let osType = machine.getOSTypeId()
        let folder = HostPath(try await machine.getSettingsFilePath()).folder
        async let attributes = attributes()
        async let networks = networks()
        async let storage = StorageReading(scope: scope, machine: machine, folder: folder).run()
        async let folders = sharedFolders()
        async let serialPorts = serialPorts(folder)
        async let parallelPorts = parallelPorts()
        async let groups = bandwidthGroups()
        async let others = Inexpressible(scope: scope, machine: machine).omissions()

        var (spec, omissions) = try await attributes
        spec.osType = try await osType
        let cards = try await networks
        spec.networks = cards.map(\.adapter)
        omissions += cards.flatMap(\.omissions)
        let found = try await storage
        (spec.storage, spec.bootDisk) = (found.controllers, found.bootDisk)
        omissions += found.omissions
        spec.sharedFolders = try await folders
        spec.serialPorts = try await serialPorts
        spec.parallelPorts = try await parallelPorts
        let limits = try await groups
        spec.bandwidthGroups = limits.groups
        omissions += limits.omissions
        omissions += try await others
        spec.leaveUsual(id: try await id, folder: folder)
        return MachineConfiguration(
            spec: spec, image: found.image, omissions: omissions.sorted { $0.place < $1.place })
    }

    private func attributes() async throws -> (MachineSpec, [SpecOmission]) {
        var spec = MachineSpec()
        var omissions = try await MachineAttributes.read(
            into: &spec, from: MachineAccess(scope: scope, machine: machine))
        omissions += try await machine.readUSB(into: &spec, scope.version)
        return (spec, omissions)
    }

    /// The cards up to the last one that the guest sees.
    private func networks() async throws -> [(adapter: NetworkAdapter, omissions: [SpecOmission])] {
        let count = try await scope.networkCards(of: machine)
        var cards = try await Array(0..<count).concurrentMap { slot in try await card(slot) }
        while cards.last?.adapter.enabled == false { cards.removeLast() }
        return cards
    }

    private func card(_ slot: Int) async throws -> (adapter: NetworkAdapter, omissions: [SpecOmission]) {
        let card = try await Card(slot, of: machine)
        var adapter = NetworkAdapter.unplugged
        guard try await card.adapter.getEnabled() else {
            adapter.enabled = false
            return (adapter, [])
        }
        let place = "networks[\(slot)]."
        async let type = card.adapter.getAttachmentType()
        async let isTraced = card.adapter.getTraceEnabled()
        var omissions = try await CardAttributes.rows.read(card, scope.version).store(into: &adapter, at: place)
        if try await isTraced { omissions.append(SpecOmission(place + "trace", "its traffic is recorded in a file")) }
        let kind = try await type
        if kind == .nat {
            let engine = try await card.adapter.getNATEngine()
            async let redirects = engine.getRedirects()
            async let windows = engine.hasWindows()
            omissions += try await NATAttributes.rows.read(engine, scope.version).store(into: &adapter, at: place)
            let texts = try await redirects
            adapter.attachment = .nat(forwards: texts.compactMap(PortForward.init(redirect:)))
            if try await windows {
                omissions.append(SpecOmission(place + "nat.windows", "the MTU or sizes of buffers are set"))
            }
            omissions += texts.flatMap { PortForward.ineffective(in: $0, at: place + "forwards") }
        } else if kind == .cloud {
            omissions.append(SpecOmission(place + "attachment", "VirtualBox has 'Cloud', for which a spec has no word"))
        }
        return (adapter, omissions)
    }

    private func sharedFolders() async throws -> [SharedFolder] {
        try await machine.getSharedFolders().concurrentMap { try await SharedFolder($0) }
    }

    private func serialPorts(_ folder: HostPath) async throws -> [SerialPort] {
        let count = try await Int(scope.limits().serialPorts)
        var ports = try await Array(0..<count).concurrentMap { slot in
            let remote = try await machine.getSerialPort(slot: UInt32(slot))
            var port = SerialPort(.none)
            _ = try await PortAttributes.serial.read(
                SerialSlot(scope: scope, port: remote, folder: folder), scope.version
            ).store(into: &port)
            return port
        }
        while ports.last?.enabled == false { ports.removeLast() }
        return ports
    }

    private func parallelPorts() async throws -> [ParallelPort] {
        var ports = try await Array(0..<UInt32(MachineSpec.parallelPortLimit)).concurrentMap { slot in
            let remote = try await machine.getParallelPort(slot: slot)
            var port = ParallelPort(device: "")
            _ = try await PortAttributes.parallel.read(remote, scope.version).store(into: &port)
            return port
        }
        while ports.last?.enabled == false { ports.removeLast() }
        return ports
    }

    private func bandwidthGroups() async throws -> (groups: [BandwidthGroup], omissions: [SpecOmission]) {
        let found = try await machine.getBandwidthControl().getAllBandwidthGroups().concurrentMap { group in
            async let name = group.getName()
            async let type = group.getType()
            return try await (name: name, type: type, limit: DataSize(bytes: group.getMaxBytesPerSec()))
        }
        let groups = found.compactMap { name, type, limit in
            BandwidthGroup.Kind(type).map { BandwidthGroup(name: name, kind: $0, limit: limit) }
        }
        let unknown = found.filter { BandwidthGroup.Kind($0.type) == nil }.map {
            SpecOmission("bandwidthGroups.\($0.name)", "VirtualBox has '\($0.type)', for which a spec has no word")
        }
        return (groups.sorted { $0.name < $1.name }, unknown)
    }
}

extension NATEngine {
    /// Whether the MTU or the sizes of buffers and of TCP windows are other than VirtualBox's own.
    fileprivate func hasWindows() async throws -> Bool {
        let settings = try await getNetworkSettings()
        return [settings.mtu, settings.sockSnd, settings.sockRcv, settings.tcpWndSnd, settings.tcpWndRcv]
            .contains { $0 != 0 }
    }
}

extension MachineSpec {
    /// How many parallel ports VirtualBox has, in all versions.
    static let parallelPortLimit = 2

    /// Says nothing where the machine has what every machine has at first: the UUID, and the folder of its snapshots.
    mutating func leaveUsual(id: String, folder: HostPath) {
        if hardwareUUID?.uuidString.lowercased() == id.lowercased() { hardwareUUID = nil }
        guard let path = snapshotFolder.map(HostPath.init), path.isInside(folder) else { return }
        let inside = String(path.text.dropFirst(folder.text.count + 1))
        snapshotFolder = inside == "Snapshots" ? nil : inside
    }
}

extension PortForward {
    /// A forward as VirtualBox lists it; nil for what is none.
    ///
    /// A name that follows from the port is left to follow from it.
    init?(redirect text: String) {
        guard let redirect = Redirect(text) else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let name = parts.dropLast(5).joined(separator: ",")
        self.init(
            transport: redirect.transport, hostAddress: redirect.hostAddress, hostPort: redirect.hostPort,
            guestAddress: Redirect.effective(String(parts[parts.count - 2])), guestPort: redirect.guestPort)
        if name != effectiveName { self.name = name }
    }

    /// The IPv6 addresses of a forward as VirtualBox lists it, which count for nothing.
    static func ineffective(in text: String, at place: String) -> [SpecOmission] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard let forward = PortForward(redirect: text), parts.count >= 6 else { return [] }
        let addresses = [("hostAddress", parts[parts.count - 4]), ("guestAddress", parts[parts.count - 2])]
        return addresses.filter { IPv6Address($0.1) != nil }.map { key, address in
            SpecOmission(
                "\(place).\(forward.effectiveName).\(key)",
                "VirtualBox takes '\(address)' for no address, as cards behind NAT forward IPv4 only")
        }
    }
}
