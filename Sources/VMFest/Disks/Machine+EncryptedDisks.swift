//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Whether the machine has encrypted disks, so that it is started with their passwords; see
    /// ``start(_:diskPasswords:within:)``.
    ///
    /// Rests on `IMachine::getMediumAttachments` and `IMedium::getProperties`.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`, `inaccessible`, and the codes about the host.
    public func hasEncryptedDisks() async throws -> Bool {
        try await VMFestError.during("look for encrypted disks", of: key) {
            try await host.service.withVirtualBox { scope in
                let machine = try await find(in: scope)
                guard try await machine.getAccessible() else { throw await inaccessible(machine) }
                return try await !EncryptedDisks(of: machine).isEmpty
            }
        }
    }
}
