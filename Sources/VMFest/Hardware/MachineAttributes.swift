//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The table of a machine's own attributes: those that are not of one of its cards, ports, controllers or folders.
///
/// What is written earlier may be needed for what comes later.
enum MachineAttributes {
    static let groups = [
        AttributeGroup(board) { try await $0.scope.boardSettings(of: $0.machine) },
        AttributeGroup(start) { try await $0.scope.startSettings(of: $0.machine) },
        AttributeGroup(general) { $0 },
        AttributeGroup(processor) { try await $0.scope.processorSettings(of: $0.machine) },
        AttributeGroup(graphics) { Screen(scope: $0.scope, adapter: try await $0.machine.getGraphicsAdapter()) },
        AttributeGroup(audio) { try await $0.machine.getAudioSettings().getAdapter() },
        AttributeGroup(remoteDisplay) { try await $0.machine.getVRDEServer() },
        AttributeGroup(trustedPlatform) { try await $0.machine.getTrustedPlatformModule() },
    ]

    static let rows = groups.flatMap(\.rows)

    /// What a spec says, and what VMFest wants of a new machine where it says nothing.
    static func forNewMachine(_ spec: MachineSpec) -> MachineSpec {
        var spec = spec
        spec.platform.ioAPIC = spec.platform.ioAPIC ?? true
        spec.platform.utcClock = spec.platform.utcClock ?? true
        return spec
    }

    /// Takes over from another spec what this one leaves to VirtualBox.
    static func fill(_ spec: inout MachineSpec, from other: MachineSpec) {
        for row in rows { row.fill(&spec, other) }
    }

    /// Writes to a machine what a spec says, or of that only some keys.
    static func write(_ spec: MachineSpec, _ keys: Set<String>? = nil, to access: MachineAccess) async throws {
        let keys = keys ?? Set(rows.filter { $0.isSet(spec) }.map(\.key))
        for group in groups { try await group.write(spec, keys, access) }
    }

    /// Reads everything from a machine, and gives what a spec has no words for.
    static func read(into spec: inout MachineSpec, from access: MachineAccess) async throws -> [SpecOmission] {
        try await groups.concurrentMap { try await $0.read(access) }.flatMap(\.self).store(into: &spec)
    }
}

/// A machine's graphics card, and the scope that knows its version.
struct Screen: Sendable {
    let scope: HostScope
    let adapter: GraphicsAdapter
}

extension Screen {
    /// Sets the memory of the graphics card, which VirtualBox refuses where there is none.
    func setVideoMemory(_ mebibytes: UInt32) async throws {
        guard try await adapter.getGraphicsControllerType() == .null else {
            try await adapter.setVRAMSize(mebibytes)
            return
        }
        try await adapter.setGraphicsControllerType(.vmsvga)
        try await adapter.setVRAMSize(mebibytes)
        try await adapter.setGraphicsControllerType(.null)
    }
}
