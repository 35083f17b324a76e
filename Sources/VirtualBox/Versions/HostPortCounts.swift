//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

/// How many ports and the like a machine can have; each is asked when it is wanted.
package struct HostPortCounts: Sendable {
    let limits: PlatformLimits

    package func serial() async throws -> UInt32 { try await limits.serialPorts() }

    package func parallel() async throws -> UInt32 { try await limits.parallelPorts() }

    /// How many devices a machine tries to boot from.
    package func bootPositions() async throws -> UInt32 { try await limits.bootPositions() }
}

extension HostScope {
    /// The counts for PCs.
    package func portCounts(_ system: SystemProperties) async throws -> HostPortCounts {
        HostPortCounts(limits: try await platformProperties(system))
    }
}
