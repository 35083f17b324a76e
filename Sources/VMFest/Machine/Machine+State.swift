//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// What the machine is doing now.
    ///
    /// Rests on `IMachine::getState`.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`, and the codes about the host. An inaccessible machine is a state.
    public func state() async throws -> MachineState {
        try await VMFestError.during("show", of: key) {
            try await host.service.withVirtualBox { scope in
                try await find(in: scope).currentState()
            }
        }
    }

    /// The machine's attributes, in one go.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`, and the codes about the host.
    public func info() async throws -> MachineInfo {
        try await VMFestError.during("show", of: key) {
            try await host.service.withVirtualBox { scope in
                guard let info = try await MachineInfo(of: find(in: scope), on: host) else {
                    throw VMFestError(.noSuchMachine, "it was just removed from \(host.url)")
                }
                return info
            }
        }
    }

    /// Waits until the machine is in one of these states, and says in which.
    ///
    /// A state that lasts only for a moment can be missed. Rests on VirtualBox's machine state events.
    ///
    /// - Throws: ``VMFestError``: `timeLimit`, `noSuchMachine` when it is removed meanwhile, and the codes about the
    ///   host.
    @discardableResult
    public func wait(for states: Set<MachineState>, within limit: Duration = .seconds(120)) async throws -> MachineState
    {
        let deadline = Deadline.within(limit)
        let wanted = states.map(\.rawValue).sorted().joined(separator: " or ")
        return try await VMFestError.during("wait", of: key) {
            try await host.service.withVirtualBox(repeatable: true) { scope in
                let machine = try await find(in: scope)
                do {
                    return try await scope.wait(on: key, until: deadline) {
                        let state = try await machine.currentState()
                        return states.contains(state) ? state : nil
                    }
                } catch is DeadlinePassed {
                    throw VMFestError(.timeLimit, "it was not \(wanted) within the time limit")
                } catch let error as VirtualBoxError where error.code == .gone {
                    throw VMFestError(.noSuchMachine, "it was removed from \(host.url)")
                }
            }
        }
    }
}

extension VirtualBoxAPI.Machine {
    /// What the machine is doing, in the product's words.
    func currentState() async throws -> MachineState {
        do {
            return MachineState(try await getState())
        } catch let error as VirtualBoxError where error.code == .gone {
            guard try await !getAccessible() else { throw error }
            return .inaccessible
        }
    }
}
