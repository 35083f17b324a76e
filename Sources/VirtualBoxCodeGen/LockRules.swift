//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension Supplement {
    /// What belongs to a machine, and what of it can be changed without the machine's lock.
    package struct Locks: Sendable {
        /// The machine and the objects that belong to it: they come in two types, with and without the changes.
        package var interfaces: [String] = []

        /// Changes that need no lock.
        package var free: [Permission] = []

        /// Operations of other objects that give an object which can be changed.
        package var giveChangeable: [Permission] = []

        /// Operations that are not for the low-level door.
        package var hidden: [Permission] = []

        /// An operation, and why it is an exception.
        package struct Permission: Sendable {
            package var operation: String
            package var reason: String

            package init(_ operation: String, because reason: String) {
                self.operation = operation
                self.reason = reason
            }
        }

        package init(
            interfaces: [String] = [], free: [Permission] = [], giveChangeable: [Permission] = [],
            hidden: [Permission] = []
        ) {
            self.interfaces = interfaces
            self.free = free
            self.giveChangeable = giveChangeable
            self.hidden = hidden
        }

        /// All operations that are named here.
        var operations: [String] { (free + giveChangeable + hidden).map(\.operation) }
    }
}

/// Makes of each object of a machine two types: one to change, and one that a machine without a lock has.
struct LockRules {
    private let interfaces: Set<String>
    private let free: Set<String>
    private let giveChangeable: Set<String>
    private let hidden: Set<String>

    init(_ locks: Supplement.Locks) {
        interfaces = Set(locks.interfaces.map { String($0.dropFirst()) })
        free = Set(locks.free.map(\.operation))
        giveChangeable = Set(locks.giveChangeable.map(\.operation))
        hidden = Set(locks.hidden.map(\.operation))
    }

    /// Adds the types without changes, and hides what would lead from one to the other.
    func apply(to api: inout API) {
        for index in api.interfaces.indices { hide(in: &api.interfaces[index]) }
        for index in api.structures.indices {
            for field in api.structures[index].fields.indices
            where isOfMachine(api.structures[index].fields[field].type) {
                api.structures[index].fields[field].access = .package
            }
        }
        api.unlocked = api.interfaces.filter { interfaces.contains($0.name) }.map(unlocked)
    }

    private func hide(in interface: inout API.Interface) {
        for index in interface.operations.indices {
            let operation = interface.operations[index]
            let leads = !interfaces.contains(interface.name) && operation.results.contains { isOfMachine($0.type) }
            // What every object can do extends what the door does not show; the logon is the door itself.
            let isShared = interface.name == Generator.rootInterface || interface.isService
            if isShared || leads && !giveChangeable.contains(operation.wireName)
                || hidden.contains(operation.wireName)
            {
                interface.operations[index].access = .package
            }
        }
    }

    private func unlocked(_ interface: API.Interface) -> API.Interface {
        let operations = interface.operations.filter { operation in
            operation.access == .public && (Self.isLook(operation) || free.contains(operation.wireName))
        }
        return API.Interface(
            name: "Unlocked" + interface.name,
            operations: operations.map { operation in
                var operation = operation
                for index in operation.results.indices {
                    operation.results[index].type = unlocked(type: operation.results[index].type)
                }
                return operation
            })
    }

    /// By its name, as the channel tells looks from changes.
    private static func isLook(_ operation: API.Operation) -> Bool {
        let method = operation.wireName.drop { $0 != "_" }.dropFirst()
        return ["get", "find", "is", "query", "enumerate", "readLog"].contains { method.hasPrefix($0) }
    }

    private func isOfMachine(_ type: String) -> Bool { interfaces.contains(Self.name(in: type)) }

    private func unlocked(type: String) -> String {
        guard isOfMachine(type) else { return type }
        let name = Self.name(in: type)
        return type.replacing(name, with: "Unlocked" + name)
    }

    /// `Machine` in `[Machine]` and `Machine?`.
    private static func name(in type: String) -> String { type.filter { !"[]?".contains($0) } }
}
