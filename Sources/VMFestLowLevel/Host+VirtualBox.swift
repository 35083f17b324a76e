//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import VMFest
import VirtualBox

extension Host {
    /// Does something with VirtualBox's own interface, in a web-service session that lives as long as the work.
    ///
    /// What the work is given is good inside it only: when it ends, however that was, the session ends, and with it every
    /// object that came from it. Listeners that it registered are unregistered.
    ///
    /// When the session turns out to be dead, because the web service was restarted for example, and the work changed
    /// nothing so far, it runs once more in a new one.
    ///
    /// ```swift
    /// let version = try await host.withVirtualBox { vbox in try await vbox.root.getRevision() }
    /// ```
    ///
    /// Rests on `IWebsessionManager::logon` and `IWebsessionManager::logoff`.
    ///
    /// - Parameter work: what is done; it may make calls concurrently.
    /// - Returns: what the work gives.
    /// - Throws: errors of the work's own as they are; what a call of VirtualBox failed with as ``VMFest/VMFestError``,
    ///   with VirtualBox's words and result codes among its `complaints`; and its codes about the host.
    public func withVirtualBox<Value: Sendable>(
        _ work: (VirtualBoxScope) async throws -> Value
    ) async throws -> Value {
        try await VMFestError.outward("use VirtualBox's interface") {
            try await service.withVirtualBox { scope in try await work(VirtualBoxScope(scope, on: self)) }
        }
    }
}
