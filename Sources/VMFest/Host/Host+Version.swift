//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Host {
    /// What VirtualBox says of itself, for example `7.2.22_Debian`: the version, with the packager's suffix.
    ///
    /// Rests on `IVirtualBox::getVersion`.
    ///
    /// - Throws: ``VMFestError`` with a code about the host; it tells apart that nothing listens (`unreachable`), that
    ///   it is not VirtualBox (`notVirtualBox`), that it refuses the logon (`logonRefused`) and that it is too old
    ///   (`unsupportedVersion`).
    public func version() async throws -> String {
        try await VMFestError.during("ask for the version") {
            try await service.withVirtualBox { scope in try await scope.box.getVersion() }
        }
    }
}
