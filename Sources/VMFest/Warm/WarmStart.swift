//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox
import VirtualBoxAPI

/// Makes a machine that goes on from the state of a warm template, all of it or nothing.
struct WarmStart {
    private var making: MachineMaking
    let template: WarmTemplate
    let spec: MachineSpec
    let firstBoot: FirstBoot
    let labels: MachineLabels
    let origin: MachineOrigin

    private var scope: HostScope { making.scope }

    init(
        scope: HostScope, host: Host, name: String, template: WarmTemplate, spec: MachineSpec, firstBoot: FirstBoot,
        labels: MachineLabels, origin: MachineOrigin, deadline: Deadline
    ) {
        making = MachineMaking(scope: scope, host: host, name: name, deadline: deadline)
        self.template = template
        self.spec = spec
        self.firstBoot = firstBoot
        self.labels = labels
        self.origin = origin
    }

    /// Checks everything, then makes the machine, its state saved; undoes what was done when anything fails or the task
    /// is cancelled.
    mutating func run() async throws -> Machine {
        var validation = SpecValidation(scope: scope, name: making.name, spec: spec, hasImage: true)
        validation.known = labels.problems
        try await validation.run()
        try WarmRefusal.check(spec)
        try WarmRefusal.check(firstBoot)
        _ = try firstBoot.disc(for: making.name, UUID())
        guard spec.sharedByClones == template.record.spec else {
            throw VMFestError(.invalidArgument, "the warm template \(template.id) has other hardware or devices")
        }
        try await making.refuseTakenName()
        do {
            return try await make()
        } catch {
            throw await making.failed(error)
        }
    }

    private mutating func make() async throws -> Machine {
        let machine = try await making.object(osType: spec.osType, group: MachineMarks.group)
        let key = try await machine.getId()
        let folder = HostPath(try await machine.getSettingsFilePath()).folder
        let session = try await making.begin(key, in: folder, from: template.id)
        let made = try Machine(host: making.host, key: key)
        let source = try await source()
        try await making.takeName(machine, key, in: folder)
        try making.checkTime()
        // In a cancelled task, too: it takes a moment.
        let copy = CloneCopy(scope: scope, source: source, kind: .linked)
        try await uncancelled { try await copy.run(to: machine) }
        try making.checkTime()
        let disc = folder.file(FirstBoot.file)
        let image = try await firstBoot.disc(for: making.name, made.id, cards: cards(of: machine))
        try await HostUpload(scope: scope).write(image.bytes, to: disc)
        let seed = try await MediumLibrary(scope).open(disc.text, .dvd, .readOnly)
        making.undo.add("the entry of \(disc.text)") { try await MediumLibrary($0).forgetIfUnused(seed.id) }
        let personal = Personalisation(
            scope: scope, key: key, folder: folder, template: template, spec: spec, seed: seed.medium,
            marks: try await marks(seed: seed.id), tags: labels.tags)
        try await scope.withLock(.write, on: machine, id: key, with: session, until: making.deadline) { locked in
            try await personal.apply(to: locked.machine())
        }
        try making.checkTime()
        try await making.end()
        return made
    }

    /// The template as it was when its snapshot was taken.
    ///
    /// Whoever removes the template erases its record first, and looks for notes of clones then.
    private func source() async throws -> VirtualBoxAPI.Machine {
        let gone = VMFestError(.noSuchMachine, "the warm template \(template.id) was just removed")
        guard let machine = try await scope.findMachine(template.id) else { throw gone }
        guard try await !machine.getExtraData(key: WarmRecord.key).isEmpty else { throw gone }
        return try await machine.findSnapshot(nameOrId: template.record.snapshot).getMachine()
    }

    /// The hardware addresses that the guest has to change when it goes on.
    private func cards(of machine: VirtualBoxAPI.Machine) async throws -> [Seed.Card] {
        let new = try await machine.hardwareAddresses(of: spec.networks)
        return zip(template.record.cards, new).map { Seed.Card(old: $0, new: $1) }
    }

    private func marks(seed: String) async throws -> MachineMarks {
        var origin = origin
        origin.template = template.id
        var marks = MachineMarks(
            labels, origin, at: try await scope.now(), image: template.record.image, user: template.record.login,
            firstBoot: firstBoot)
        marks.size = marks.size ?? template.record.size
        marks.files = spec.serialPorts.compactMap(\.file).filter { HostPath($0).isPlainName }
        marks.media = [seed]
        return marks
    }
}
