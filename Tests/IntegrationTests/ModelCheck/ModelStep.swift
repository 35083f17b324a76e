//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

@testable import VMFest

/// One thing that a client does to one machine.
enum ModelAction: Sendable, Hashable {
    /// Makes the machine, with so many MiB of memory.
    case create(memory: Int)
    case verb(Verb)
    case takeSnapshot(String)
    case restore(String)
    case removeSnapshot(String)
    /// A data disk, by its number.
    case attach(disk: Int)
    case detach(disk: Int)
    /// Changes the memory to so many MiB.
    case setMemory(Int)
    /// Sets the tag `role`; nil removes it.
    case tag(String?)
    /// Makes a linked clone of a snapshot; its number is that of the new machine.
    case clone(of: String, as: Int)
}

/// One step of a sequence: what one of the clients does, at the same time as all other steps of its round.
struct ModelStep: Sendable, Hashable {
    let round: Int
    let client: Int

    /// The number of the machine.
    let machine: Int
    let action: ModelAction

    /// The machines that it can change.
    var touched: Set<Int> {
        if case .clone(_, let clone) = action { [machine, clone] } else { [machine] }
    }
}

extension ModelStep: CustomStringConvertible {
    var description: String {
        let words =
            switch action {
            case .create(let memory): "create with \(memory) MiB"
            case .verb(let verb): verb.rawValue
            case .takeSnapshot(let name): "take snapshot \(name)"
            case .restore(let name): "restore \(name)"
            case .removeSnapshot(let name): "remove snapshot \(name)"
            case .attach(let disk): "attach d\(disk)"
            case .detach(let disk): "detach d\(disk)"
            case .setMemory(let memory): "set memory \(memory) MiB"
            case .tag(let value): "tag role=\(value ?? "")"
            case .clone(let snapshot, let clone): "clone \(snapshot) as m\(clone)"
            }
        return "round \(round), client \(client): m\(machine) \(words)"
    }
}

/// How a step ended.
enum ModelOutcome: Sendable, Hashable {
    case done
    case refused(VMFestError.Code)
}
