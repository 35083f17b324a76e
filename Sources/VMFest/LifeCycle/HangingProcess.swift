//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// The process of a machine that does not switch off, as VirtualBox's can hang when that is told in the middle of the guest's
/// reset.
struct HangingProcess: Sendable {
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine
    let key: String

    /// Ends it, as if its plug were pulled, and waits until VirtualBox has seen that.
    ///
    /// False where there is none on this computer.
    func end(until deadline: Deadline) async throws -> Bool {
        let host = Host(service: scope.service)
        guard host.isThisComputer, let id = UUID(uuidString: key),
            let holder = try await LockSearch(host: host, scope: scope).holder(
                of: Machine(host: host, id: id), machine),
            holder.isRunning, holder.program != nil, let process = HolderProcess(holder.process)
        else { return false }
        try await process.end(until: deadline)
        try await scope.wait(on: key, until: deadline) {
            try await machine.getSessionState() == .unlocked ? () : nil
        }
        return true
    }
}
