//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Removes a warm template that nothing was cloned from.
///
/// Whoever clones notes it first and looks for the template's record then; here the record goes first, and the notes are
/// looked at then: of the two at least one sees the other.
struct WarmRemoval: Sendable {
    let scope: HostScope
    let template: WarmTemplate

    func run() async throws {
        try await refuseInUse()
        let template = template
        let scope = scope
        try await uncancelled {
            guard let machine = try await scope.findMachine(template.id) else { return }
            try await machine.setExtraData(key: WarmRecord.key, value: "")
            do {
                try await refuseInUse()
            } catch {
                try? await machine.setExtraData(key: WarmRecord.key, value: template.record.text())
                throw error
            }
            let cycle = LifeCycle(
                verb: .destroy, scope: scope, machine: machine, key: template.id, deadline: .within(.seconds(60)))
            try await cycle.run()
        }
    }

    private func refuseInUse() async throws {
        var users = try await WarmTemplates(scope: scope).clones(of: template)
        for (id, note) in try await Undertakings(scope: scope).all() where note.template == template.id {
            if await note.isUnderWay() { users[id] = note.name }
        }
        try DiskUsers.refuse(users)
    }
}
