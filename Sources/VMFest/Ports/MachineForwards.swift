//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Forwards of the host's ports to a machine that is registered and locked.
struct MachineForwards: Sendable {
    let scope: HostScope

    /// The machine as it can be changed.
    let machine: VirtualBoxAPI.Machine

    /// The machine's UUID.
    let key: String

    /// Takes the ports, also those that may be any, and adds the forwards to each card's NAT.
    func add(_ networks: [NetworkAdapter]) async throws {
        for (slot, adapter) in networks.enumerated() {
            guard case .nat(let forwards) = adapter.attachment, !forwards.isEmpty else { continue }
            let engine = try await machine.getNetworkAdapter(slot: UInt32(slot)).getNATEngine()
            for forward in forwards {
                try await engine.add(taken(forward))
            }
        }
    }

    /// The forward, with a port of the host that is this machine's.
    func taken(_ forward: PortForward) async throws -> PortForward {
        let claims = PortClaims(scope: scope)
        var forward = forward
        if forward.takesAnyPort {
            forward.hostPort = try await claims.takeFree(forward.transport, for: key)
        } else {
            try await claims.take(HostPort(transport: forward.transport, number: forward.hostPort), for: key)
        }
        return forward
    }
}

extension NATEngine {
    /// Adds a forward whose port is known.
    func add(_ forward: PortForward) async throws {
        try await addRedirect(
            name: forward.effectiveName, proto: NATProtocol(forward.transport), hostIP: forward.hostAddress,
            hostPort: UInt16(forward.hostPort), guestIP: forward.guestAddress, guestPort: UInt16(forward.guestPort))
    }
}
