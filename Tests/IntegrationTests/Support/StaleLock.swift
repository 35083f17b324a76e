//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest
import VirtualBox
import VirtualBoxAPI

/// A lock as a killed program leaves it: its session is over, and VirtualBox keeps the lock.
enum StaleLock {
    /// Leaves one on a machine.
    static func leave(on machine: VMFest.Machine) async throws {
        let service = WebService(.init(url: machine.host.url))
        let scope = try await service.open()
        let remote = try await scope.box.findMachine(nameOrId: machine.description)
        try await remote.lockMachine(session: scope.sessionObject(), lockType: .write)
        // The session ends behind the back of its client, which would give the lock back.
        let other = try await service.open()
        try await WebsessionManager(channel: other.session).logoff(refIVirtualBox: scope.box)
        try await WebsessionManager(channel: other.session).logoff(refIVirtualBox: other.box)
    }
}
