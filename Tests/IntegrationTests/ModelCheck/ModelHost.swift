//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

@testable import VMFest

/// What must hold of a host: its machines as values, and what each step does to them.
///
/// It knows nothing of VirtualBox and nothing of the time that things take.
struct ModelHost: Sendable, Hashable {
    /// The machines by their numbers.
    var machines: [Int: ModelMachine] = [:]

    /// A step that is refused.
    struct Refusal: Error, Hashable {
        let code: VMFestError.Code

        init(_ code: VMFestError.Code) { self.code = code }
    }

    /// Takes a step, or refuses it and changes nothing.
    mutating func take(_ step: ModelStep) throws(Refusal) {
        switch (machines[step.machine], step.action) {
        case (nil, .create(let memory)): machines[step.machine] = ModelMachine(memory: memory)
        case (.some, .create): throw Refusal(.nameTaken)
        case (nil, .verb(.destroy)): return
        case (nil, _): throw Refusal(.noSuchMachine)
        case (.some(let machine), .verb(.destroy)):
            for name in machine.snapshots.keys { try refuseClones(of: step.machine, name) }
            machines[step.machine] = nil
        case (.some(let machine), .clone(let snapshot, let clone)):
            guard machines[clone] == nil else { throw Refusal(.nameTaken) }
            machines[clone] = try machine.clone(of: snapshot, base: .init(machine: step.machine, snapshot: snapshot))
        case (.some(var machine), let action):
            try refuse(action, step.machine, machine)
            try machine.take(action)
            machines[step.machine] = machine
        }
    }

    /// What stands against a step because of other machines.
    private func refuse(_ action: ModelAction, _ number: Int, _ machine: ModelMachine) throws(Refusal) {
        let others = machines.filter { $0.key != number }.values
        switch action {
        case .removeSnapshot(let name):
            if machine.snapshots[name] != nil { try refuseClones(of: number, name) }
        case .attach(let disk):
            // A saved machine is refused whoever has the disk.
            guard machine.phase != .saved, !machine.disks.contains(disk) else { return }
            if others.contains(where: { $0.disks.contains(disk) }) { throw Refusal(.inUse) }
        case .restore(let name):
            guard !machine.isRunning, let disks = machine.snapshots[name]?.disks else { return }
            if others.contains(where: { $0.isRunning && !$0.disks.isDisjoint(with: disks) }) { throw Refusal(.inUse) }
        case .verb(.start):
            // A restore and a clone of a live snapshot bring back a disk that somebody else may have by now.
            let isHeld = others.contains { $0.isRunning && !$0.disks.isDisjoint(with: machine.disks) }
            if !machine.isRunning, isHeld { throw Refusal(.startFailed) }
        default: return
        }
    }

    /// The disks of a clone are based on those of its snapshot, and on those of all that came before it.
    private func refuseClones(of number: Int, _ snapshot: String) throws(Refusal) {
        for base in machines.values.compactMap(\.base) where base.machine == number {
            var name: String? = base.snapshot
            while let earlier = name {
                if earlier == snapshot { throw Refusal(.inUse) }
                name = machines[number]?.snapshots[earlier]?.parent
            }
        }
    }
}
