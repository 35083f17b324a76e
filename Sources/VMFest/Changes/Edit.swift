//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// A difference between what a machine is and what it shall be, and how it is made.
struct Edit: Sendable {
    typealias Step = @Sendable (MachineAccess) async throws -> Void

    /// Its place in a spec.
    let key: String
    let from: String?
    let to: String?
    let window: Window

    /// Makes the difference, in the machine as it can be changed; it stays once the settings are saved.
    let make: Step

    /// Makes it as it was.
    ///
    /// Of a machine that runs that has to be done: its process has heard of the change already.
    let revert: Step

    /// Which forward it adds, whose port of the host has to be taken before.
    var forward: ForwardPlace?

    /// Which forward it removes, whose port of the host is free after that.
    var removedForward: PortForward?

    /// Whether it only completes another one.
    var isSilent = false

    /// Whether VirtualBox takes it also where the machine's process can not follow; see ``ProcessComplaints``.
    var isFollowed: Bool { key.hasSuffix("].attachment") || key.hasSuffix("].connection") }

    /// The change for those who asked for it.
    func change(in phase: MachinePhase) -> MachineChange {
        MachineChange(key: key, from: from, to: to, when: window.when(in: phase))
    }
}

/// A forward's place in a spec.
struct ForwardPlace: Sendable, Hashable {
    let card: Int
    let index: Int
}

extension Array {
    /// The differences of a part that has one object of VirtualBox.
    func edits<Part, Remote>(
        from present: Part, to wanted: Part, at place: String = "",
        of open: @escaping @Sendable (MachineAccess) async throws -> Remote
    ) -> [Edit] where Element == Attribute<Part, Remote> {
        filter { $0.row.differs(wanted, present) }.map { attribute in
            Edit(
                key: place + attribute.row.key, from: attribute.row.text(present), to: attribute.row.text(wanted),
                window: attribute.row.window,
                make: { try await attribute.write(wanted, open($0)) },
                revert: { try await attribute.write(present, open($0)) })
        }
    }
}
