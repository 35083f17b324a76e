//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

extension HostScope {
    /// The host-only networks; nil on hosts that have host-only interfaces instead, which are all but macOS.
    package func hostOnlyNetworks() async throws -> [HostOnlyNetwork]? {
        do {
            return try await box.getHostOnlyNetworks()
        } catch let error as VirtualBoxError where error.code == .notSupported {
            return nil
        }
    }
}
