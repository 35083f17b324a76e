//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// A machine in a scope, as its attributes are read and written.
struct MachineAccess: Sendable {
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine
}

/// The attributes that one object of VirtualBox has.
struct AttributeGroup: Sendable {
    let rows: [AttributeRow<MachineSpec>]

    /// Reads all that this version of VirtualBox has.
    let read: @Sendable (MachineAccess) async throws -> [AttributeReading<MachineSpec>]

    /// Writes those of these keys.
    let write: @Sendable (MachineSpec, Set<String>, MachineAccess) async throws -> Void

    /// What makes the first spec the second.
    let edits: @Sendable (_ present: MachineSpec, _ wanted: MachineSpec) -> [Edit]

    init<Remote: Sendable>(
        _ attributes: [Attribute<MachineSpec, Remote>],
        of open: @escaping @Sendable (MachineAccess) async throws -> Remote
    ) {
        rows = attributes.map(\.row)
        read = { access in try await attributes.read(open(access), access.scope.version) }
        write = { spec, keys, access in
            let chosen = attributes.filter { keys.contains($0.row.key) }
            guard !chosen.isEmpty else { return }
            let remote = try await open(access)
            for attribute in chosen { try await attribute.write(spec, remote) }
        }
        edits = { present, wanted in attributes.edits(from: present, to: wanted, of: open) }
    }
}

extension Array {
    /// Reads all that this version of VirtualBox has, at once.
    func read<Part, Remote>(
        _ remote: Remote, _ version: APIVersion
    ) async throws -> [AttributeReading<Part>] where Element == Attribute<Part, Remote> {
        try await filter { $0.row.since <= version }.concurrentMap { try await $0.read(remote) }
    }

    /// Writes what a part says, or of that only some keys, in the order of the table.
    func write<Part, Remote>(
        _ part: Part, to remote: Remote, _ keys: Set<String>? = nil
    ) async throws where Element == Attribute<Part, Remote> {
        for attribute in self where keys?.contains(attribute.row.key) ?? attribute.row.isSet(part) {
            try await attribute.write(part, remote)
        }
    }

    /// Those in which a part wants something else than what is.
    func differences<Part, Remote>(
        _ wanted: Part, _ present: Part
    ) -> [AttributeRow<Part>] where Element == Attribute<Part, Remote> {
        map(\.row).filter { $0.differs(wanted, present) }
    }

    /// Puts what was read where it belongs, and gives what a spec has no words for.
    func store<Part>(into part: inout Part, at place: String = "") -> [SpecOmission]
    where Element == AttributeReading<Part> {
        for reading in self { reading.store(&part) }
        return compactMap(\.omission).map { SpecOmission(place + $0.place, $0.reason) }
    }
}
