//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

@testable import VMFest

/// What must hold of one machine.
struct ModelMachine: Sendable, Hashable {
    enum Phase: Sendable, Hashable {
        case off, running, paused, saved
    }

    /// What a snapshot brings back.
    struct Snapshot: Sendable, Hashable {
        var parent: String?
        /// Whether what the machine was doing is in it.
        let hasState: Bool
        let memory: Int
        let disks: Set<Int>
    }

    /// The snapshot of another machine whose disks a linked clone reads.
    struct Base: Sendable, Hashable {
        let machine: Int
        let snapshot: String
    }

    var phase = Phase.off

    /// In MiB.
    var memory: Int

    /// The numbers of the data disks that it has.
    var disks: Set<Int> = []
    var snapshots: [String: Snapshot] = [:]

    /// The snapshot that its present state came from.
    var current: String?

    /// The value of its tag.
    var tag: String?
    var base: Base?

    var isRunning: Bool { phase == .running || phase == .paused }

    /// Takes a step that concerns nobody else.
    mutating func take(_ action: ModelAction) throws(ModelHost.Refusal) {
        switch action {
        case .verb(let verb): phase = try phase(after: verb)
        case .takeSnapshot(let name): try takeSnapshot(name)
        case .restore(let name): try restore(name)
        case .removeSnapshot(let name): try removeSnapshot(name)
        case .attach(let disk):
            try refuse(.saved)
            disks.insert(disk)
        case .detach(let disk):
            try refuse(.saved)
            disks.remove(disk)
        case .setMemory(let size):
            guard size != memory else { return }
            try refuse(.running, .paused, .saved)
            memory = size
        case .tag(let value): tag = value
        case .create, .clone: return
        }
    }

    /// The table of the life cycle; where a verb is refused it is so because of the state.
    private func phase(after verb: Verb) throws(ModelHost.Refusal) -> Phase {
        switch (verb, phase) {
        case (.start, _), (.resume, .running), (.resume, .paused), (.reset, .running), (.reset, .paused): .running
        case (.pause, .running), (.pause, .paused): .paused
        case (.stop, .saved), (.powerOff, .saved), (.save, .running), (.save, .paused), (.save, .saved): .saved
        case (.stop, _), (.powerOff, _), (.discard, .off), (.discard, .saved): .off
        default: throw ModelHost.Refusal(.invalidState)
        }
    }

    private func refuse(_ phases: Phase...) throws(ModelHost.Refusal) {
        if phases.contains(phase) { throw ModelHost.Refusal(.invalidState) }
    }

    private mutating func takeSnapshot(_ name: String) throws(ModelHost.Refusal) {
        guard snapshots[name] == nil else { throw ModelHost.Refusal(.nameTaken) }
        snapshots[name] = Snapshot(parent: current, hasState: phase != .off, memory: memory, disks: disks)
        current = name
    }

    private func snapshot(_ name: String) throws(ModelHost.Refusal) -> Snapshot {
        guard let snapshot = snapshots[name] else { throw ModelHost.Refusal(.noSuchSnapshot) }
        return snapshot
    }

    private mutating func restore(_ name: String) throws(ModelHost.Refusal) {
        let snapshot = try snapshot(name)
        try refuse(.running, .paused)
        phase = snapshot.hasState ? .saved : .off
        (memory, disks, current) = (snapshot.memory, snapshot.disks, name)
    }

    /// Merged into one that came after it, so only one may have.
    private mutating func removeSnapshot(_ name: String) throws(ModelHost.Refusal) {
        let snapshot = try snapshot(name)
        let children = snapshots.filter { $0.value.parent == name }.keys
        guard children.count + (current == name ? 1 : 0) <= 1 else { throw ModelHost.Refusal(.inUse) }
        for child in children { snapshots[child]?.parent = snapshot.parent }
        if current == name { current = snapshot.parent }
        snapshots[name] = nil
    }

    /// A new machine, which has the state of a live snapshot, and with that its disks.
    func clone(of name: String, base: Base) throws(ModelHost.Refusal) -> ModelMachine {
        let snapshot = try snapshot(name)
        return ModelMachine(
            phase: snapshot.hasState ? .saved : .off, memory: snapshot.memory,
            disks: snapshot.hasState ? snapshot.disks : [], base: base)
    }
}

extension ModelMachine {
    /// What can be seen of a machine from outside.
    struct View: Sendable, Hashable {
        /// Nil for a state on the way to another, in which no verb may leave a machine.
        var phase: Phase?
        /// Whether it is off since its process died.
        var hasAborted = false
        var memory: Int
        var disks: Set<Int>
        /// The snapshots with the one that each was taken after; an empty name for the first.
        var parents: [String: String]
        var current: String?
        var tag: String?
        var hasBootDisk: Bool
    }

    var view: View {
        View(
            phase: phase, memory: memory, disks: disks, parents: snapshots.mapValues { $0.parent ?? "" },
            current: current, tag: tag, hasBootDisk: true)
    }
}
