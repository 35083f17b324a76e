//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Reads something of the remote machine; of one that is inaccessible, or gone, it says why that can not be had.
    func reading<Value>(
        in scope: HostScope, _ work: (VirtualBoxAPI.Machine) async throws -> Value
    ) async throws -> Value {
        let machine = try await find(in: scope)
        do {
            return try await work(machine)
        } catch let error as VirtualBoxError where error.code == .gone {
            throw try await reason(of: error, machine, in: scope)
        }
    }

    /// Why something of the machine was gone in the middle of work with it.
    func reason(
        of error: VirtualBoxError, _ machine: VirtualBoxAPI.Machine, in scope: HostScope
    ) async throws -> any Error {
        guard try await scope.findMachine(key) != nil else { return Self.removedMeanwhile }
        return try await machine.getAccessible() ? error : await inaccessible(machine)
    }

    static let removedMeanwhile = VMFestError(.noSuchMachine, "somebody else removed it in this moment")

    /// Changes the machine in a session of its own, alone among what this program does with it.
    func changing<Value: Sendable>(
        _ action: String, _ work: (HostScope, VirtualBoxAPI.Machine) async throws -> Value
    ) async throws -> Value {
        try await VMFestError.during(action, of: key) {
            try await Turnstile.shared.withTurn(key) {
                try await host.service.withVirtualBox { scope in
                    try await reading(in: scope) { try await work(scope, $0) }
                }
            }
        }
    }
}
