//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization
package import VirtualBoxAPI

/// Which kinds of processor a host has, and makes machines with.
package struct HostPlatforms: Sendable, Hashable {
    /// The host's own.
    package var processor: PlatformArchitecture

    /// Those of the machines that its VirtualBox makes.
    package var ofMachines: [PlatformArchitecture]

    package init(processor: PlatformArchitecture, ofMachines: [PlatformArchitecture]) {
        self.processor = processor
        self.ofMachines = ofMachines
    }
}

extension HostScope {
    /// The host's platforms, asked once for each service.
    ///
    /// Before 7.1 there was nothing but x86, and nothing to ask.
    package func platforms() async throws -> HostPlatforms {
        guard version >= APIVersion(7, 1) else { return HostPlatforms(processor: .x86, ofMachines: [.x86]) }
        if let known = service.platforms.withLock({ $0 }) { return known }
        let processor = try await box.getHost().getArchitecture()
        let ofMachines = try await box.getSystemProperties().getSupportedPlatformArchitectures()
        let platforms = HostPlatforms(processor: processor, ofMachines: ofMachines)
        service.platforms.withLock { $0 = platforms }
        return platforms
    }
}
