//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Gives the forwards of a locked machine ports of the host that are reserved for it.
struct ForwardRenewal: Sendable {
    let scope: HostScope

    /// The machine as it can be changed.
    let machine: VirtualBoxAPI.Machine

    /// The machine's UUID.
    let key: String

    /// Whether a forward keeps its port where nobody else has it; if not, all lead from others.
    let keepsPorts: Bool

    /// Gives the forwards their ports, and gives back those that lead to the machine no longer.
    ///
    /// A port that is the machine's already is not looked at: a program that listens there for a while does not take it.
    func run() async throws {
        let claims = try await PortClaims(scope: scope).claims().filter { $0.machine == key }
        let held = keepsPorts ? Set(claims.map(\.port)) : []
        var used: Set<HostPort> = []
        let slots = 0..<UInt32(try await scope.networkCards(of: machine))
        let cards = try await Array(slots).concurrentMap { slot in
            let engine = try await machine.getNetworkAdapter(slot: slot).getNATEngine()
            return (engine, try await engine.getRedirects())
        }
        for (engine, redirects) in cards {
            for text in redirects {
                guard let redirect = NamedRedirect(text) else { continue }
                let wanted = HostPort(transport: redirect.forward.transport, number: redirect.forward.hostPort)
                let port = held.contains(wanted) ? wanted.number : try await port(for: wanted)
                used.insert(HostPort(transport: wanted.transport, number: port))
                guard port != redirect.forward.hostPort else { continue }
                try await engine.removeRedirect(name: redirect.name)
                try await engine.addRedirect(
                    name: redirect.name, proto: NATProtocol(redirect.forward.transport),
                    hostIP: redirect.forward.hostAddress, hostPort: UInt16(port), guestIP: redirect.guestAddress,
                    guestPort: UInt16(redirect.forward.guestPort))
            }
        }
        for claim in claims where !used.contains(claim.port) { try await PortClaims(scope: scope).erase(claim) }
    }

    private func port(for wanted: HostPort) async throws -> Int {
        let claims = PortClaims(scope: scope)
        if keepsPorts, (1...65_535).contains(wanted.number) {
            do {
                try await claims.take(wanted, for: key)
                return wanted.number
            } catch let error as VMFestError where error.code == .inUse {
                // Another one, then.
            }
        }
        return try await claims.takeFree(wanted.transport, for: key)
    }
}

/// A forward with what only changing it needs.
private struct NamedRedirect {
    let name: String
    let forward: Redirect
    let guestAddress: String

    /// Reads one as `INATEngine::redirects` gives it; nil for what is none.
    init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 6, let forward = Redirect(text) else { return nil }
        name = parts.dropLast(5).joined(separator: ",")
        guestAddress = parts[parts.count - 2]
        self.forward = forward
    }
}
