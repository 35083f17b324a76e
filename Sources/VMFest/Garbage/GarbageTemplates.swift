//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Finds warm templates that are leftovers: those that were left half-made, and those that nothing starts from any more.
struct GarbageTemplates: Sendable {
    let scope: HostScope

    /// The machines in the templates' group, listed before the notes of what is under way.
    let machines: [String: WarmTemplates.Candidate]

    /// - Parameters:
    ///   - alive: the UUIDs of what is under way.
    ///   - cutOff: the reason for what was cut off.
    func leftovers(
        alive: Set<String>, cutOff: String
    ) async throws -> [Leftover] {
        let idle = machines.filter { !alive.contains($0.key) }
        guard !idle.isEmpty else { return [] }
        let templates = WarmTemplates(scope: scope)
        let all = try await templates.all()
        let images = try await ImageCatalogue(scope).records()
        let version = try await scope.box.getVersion()
        var found: [Leftover] = []
        for (id, candidate) in idle.sorted(by: { $0.value.name < $1.value.name }) where !candidate.isUnreadable {
            let reason: String
            if candidate.record == nil {
                reason = cutOff
            } else if let template = all.first(where: { $0.id == id }),
                let obsolescence = templates.obsolescence(of: template, among: all, images, version: version),
                try await templates.clones(of: template).isEmpty
            {
                reason = obsolescence
            } else {
                continue
            }
            found.append(
                Leftover(
                    kind: .machine, name: candidate.name, reason: reason,
                    target: .template(id)))
        }
        return found
    }
}
