//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import VirtualBoxAPI

extension Unattended {
    /// Says into which machine a guest system is to be installed; the installation takes its lock itself.
    ///
    /// Rests on `IUnattended::machine`.
    public func setMachine(_ machine: UnlockedMachine) async throws {
        try await setMachine(machine.as(VirtualBoxAPI.Machine.self))
    }
}
