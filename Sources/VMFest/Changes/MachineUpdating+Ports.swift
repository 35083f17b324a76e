//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging
import VirtualBox
import VirtualBoxAPI

extension MachineUpdating {
    /// Ports of the host that were taken for forwards.
    struct Claims: Sendable {
        /// The forwards with the ports that they got.
        var forwards: [ForwardPlace: PortForward] = [:]
        var taken: [HostPort] = []
    }

    /// Takes the ports of new forwards, all or none.
    func claimPorts(_ places: [ForwardPlace], _ draft: UpdateDraft) async throws -> Claims {
        let own = SpecComparison.ports(of: draft.configuration.spec.networks.flatMap(\.forwards))
        let forwards = MachineForwards(scope: scope, machine: machine, key: key)
        var claims = Claims()
        do {
            for place in places {
                let forward = draft.wanted.networks[place.card].forwards[place.index]
                let port = HostPort(transport: forward.transport, number: forward.hostPort)
                // Of a forward that is replaced, it is the machine's already.
                guard forward.takesAnyPort || !own.contains(port) && !claims.taken.contains(port) else { continue }
                let taken = try await forwards.taken(forward)
                claims.forwards[place] = taken
                claims.taken.append(HostPort(transport: taken.transport, number: taken.hostPort))
            }
        } catch {
            throw VMFestError.adding(await release(claims.taken), to: await scope.describe(error))
        }
        return claims
    }

    /// Gives ports back, also in a cancelled task, and says what went wrong.
    func release(_ ports: [HostPort]) async -> [String] {
        await uncancelled {
            var failures: [String] = []
            for port in ports {
                do {
                    try await PortClaims(scope: scope).erase(PortClaims.Claim(port: port, machine: key))
                } catch {
                    failures.append("the port \(port): \(error)")
                }
            }
            return failures
        }
    }

    /// Gives back the ports that no longer lead to the machine.
    func freePorts(of draft: UpdateDraft, _ edits: [Edit]) async {
        let removed = Set(edits.compactMap(\.removedForward))
        let staying = draft.configuration.spec.networks.flatMap(\.forwards).filter { !removed.contains($0) }
        let used = SpecComparison.ports(of: staying + draft.wanted.networks.flatMap(\.forwards))
        for failure in await release(SpecComparison.ports(of: removed).subtracting(used).sorted { $0.key < $1.key }) {
            scope.service.logger.warning("a port of the host stays reserved", metadata: ["failure": "\(failure)"])
        }
    }
}
