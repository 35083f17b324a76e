//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Makes a machine of an appliance, all or nothing.
///
/// VirtualBox makes it in a place, and under a name, that nobody else has. One call then gives it its own name, its group and
/// its folder: of several who want the name one gets it, and whoever fails takes away what is in his own place only.
struct MachineImport: Sendable {
    private let content: ApplianceContent
    private var making: MachineMaking
    private let labels: MachineLabels

    private var scope: HostScope { making.scope }

    init(content: ApplianceContent, host: Host, name: String, labels: MachineLabels, deadline: Deadline) {
        self.content = content
        self.labels = labels
        making = MachineMaking(scope: content.scope, host: host, name: name, deadline: deadline)
    }

    /// Checks everything, then imports; undoes what was done when anything fails or the task is cancelled.
    mutating func run(acceptsLicense: Bool) async throws -> Machine {
        let problems = SpecValidation.problems(withName: making.name) + labels.problems
        guard problems.isEmpty else {
            throw VMFestError(.invalidSpec, "the machine can not be imported so:", problems: problems)
        }
        if !acceptsLicense, let license = try await content.license() {
            throw VMFestError(
                .invalidArgument, "it has a licence, which has to be accepted first: \(license.prefix(500))")
        }
        try await making.refuseTakenName()
        do {
            return try await make()
        } catch {
            throw await making.failed(ApplianceFailure.meaning(of: scope.describe(error)))
        }
    }

    private mutating func make() async throws -> Machine {
        let draft = UUID().uuidString.lowercased()
        async let place = path(of: draft, in: MachineMarks.importGroup)
        async let target = path(of: making.name, in: MachineMarks.group)
        let (settings, folder) = try await (place, target.folder)
        try await content.place(
            as: draft, group: MachineMarks.importGroup, settings: settings, disks: making.name)
        let session = try await making.begin(
            draft, in: settings.folder, within: making.deadline.remaining(atMost: .seconds(86_400)))
        making.undo.add("what was imported into \(settings.folder.text)") { scope in
            try await StagedImports(scope: scope).remove(in: settings.folder)
        }
        let machine = try await imported(draft)
        let key = try await machine.getId()
        let made = try Machine(host: making.host, key: key)
        making.undo.add("the machine \(key)") { scope in
            guard let machine = try await scope.findMachine(key) else { return }
            try await MachineRemoval(scope: scope, machine: machine, key: key, deadline: .within(.seconds(60))).run()
        }
        try making.checkTime()
        let identity = ImportIdentity(scope: scope, key: key, name: making.name, labels: labels)
        let making = making
        try await scope.withLock(.write, on: machine, id: key, with: session, until: making.deadline) { locked in
            let locked = try await locked.machine()
            try await identity.apply(to: locked)
            try making.checkTime()
            try await making.takingName { try await uncancelled { try await locked.saveSettings() } }
        }
        try await refuseOtherPlace(machine, folder)
        try making.checkTime()
        try await making.end()
        return made
    }

    /// Where VirtualBox keeps the settings of a machine of a name.
    private func path(of name: String, in group: String) async throws -> HostPath {
        HostPath(try await scope.box.composeMachineFilename(name: name, group: group, createFlags: "", baseFolder: ""))
    }

    /// Lets VirtualBox import it.
    ///
    /// What the operation is called is noted: VirtualBox goes on with it when this program is killed.
    private func imported(_ note: String) async throws -> VirtualBoxAPI.Machine {
        try making.checkTime()
        let progress = try await content.appliance.importMachines(options: [.importToVDI])
        do {
            try await Undertakings(scope: scope).note(progress, of: note)
        } catch {
            await uncancelled { await scope.abandon(progress) }
            throw error
        }
        try await scope.finish(
            progress, of: "IAppliance_importMachines", until: making.deadline, report: Host.report("import"))
        guard let id = try await content.appliance.getMachines().first, let machine = try await scope.findMachine(id)
        else { throw VMFestError(.failed, "VirtualBox says that it is imported, and has no such machine") }
        return machine
    }

    /// Refuses a machine whose folder VirtualBox does not call by its name, because the appliance says so.
    private func refuseOtherPlace(_ machine: VirtualBoxAPI.Machine, _ folder: HostPath) async throws {
        let place = HostPath(try await machine.getSettingsFilePath()).folder
        guard place != folder else { return }
        throw VMFestError(
            .notSupported,
            "the appliance says that the machine's folder is not called by its name, so it can not be in '\(folder.text)'"
        )
    }
}
