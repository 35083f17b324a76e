//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

extension HostScope {
    /// Tells an installer the password of the user and the administrator.
    package func setPassword(_ password: String, of installer: Unattended) async throws {
        guard version >= APIVersion(7, 1) else {
            return try await installer.run("IUnattended_setPassword", Argument("password", password))
        }
        try await installer.setUserPassword(password)
        try await installer.setAdminPassword(password)
    }
}
