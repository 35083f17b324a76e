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
            try await note("", on: machine)
            do {
                try await refuseInUse()
            } catch {
                try? await note(template.record.text(), on: machine)
                throw error
            }
            let cycle = LifeCycle(
                verb: .destroy, scope: scope, machine: machine, key: template.id, deadline: .within(.seconds(60)))
            try await cycle.run()
        }
    }

    /// Changes the record, under a lock: VirtualBox refuses it without.
    private func note(_ text: String, on machine: VirtualBoxAPI.Machine) async throws {
        let deadline = Deadline.within(.seconds(30))
        try await scope.withLock(.write, on: machine, id: template.id, until: deadline) { locked in
            let machine = try await locked.machine()
            try await machine.setExtraData(key: WarmRecord.key, value: text)
            try await machine.saveSettings()
        }
    }

    private func refuseInUse() async throws {
        var users = try await WarmTemplates(scope: scope).clones(of: template)
        let notes = Undertakings(scope: scope)
        for (id, note) in try await notes.all() where note.template == template.id {
            if try await notes.isUnderWay(note) { users[id] = note.name }
        }
        try DiskUsers.refuse(users)
    }
}
