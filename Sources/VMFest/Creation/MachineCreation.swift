//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox
import VirtualBoxAPI

/// Makes a machine, all of it or nothing.
struct MachineCreation {
    let scope: HostScope
    let host: Host
    let name: String
    private var spec: MachineSpec
    let image: Image?
    let firstBoot: FirstBoot?
    let labels: MachineLabels
    let origin: MachineOrigin
    let deadline: Deadline

    /// The group that it is in.
    var group = MachineMarks.group

    /// Whether it is whole when it is made; if not, its note stays until somebody ends it.
    var isWhole = true

    /// Where the disc for the first boot goes.
    private let seedSlot: MachineSpec.DiscSlot?
    private var bootImage: BootImage?
    private var undo = Undo()

    /// The machine's UUID, once it is noted that it is being made.
    private var noted: String?

    init(
        scope: HostScope, host: Host, name: String, spec: MachineSpec, image: Image?, firstBoot: FirstBoot?,
        labels: MachineLabels, origin: MachineOrigin, deadline: Deadline
    ) {
        self.scope = scope
        self.host = host
        self.name = name
        self.image = image
        self.firstBoot = firstBoot
        self.labels = labels
        self.origin = origin
        self.deadline = deadline
        seedSlot = firstBoot == nil ? nil : spec.freeDiscSlot
        self.spec = seedSlot.map { spec.inserting(disc: nil, at: $0) } ?? spec
    }

    /// Checks everything, then makes the machine; undoes what was done when anything fails or the task is cancelled.
    mutating func run() async throws -> Machine {
        var validation = SpecValidation(scope: scope, name: name, spec: spec, hasImage: image != nil)
        if firstBoot != nil, seedSlot == nil {
            validation.known.append(
                SpecProblem("storage", "has no slot left for the drive with the disc for the first boot"))
        }
        validation.known += labels.problems
        bootImage = try await image?.resolved(in: scope)
        validation.known += bootImage?.info?.problems(with: spec) ?? []
        try await validation.run()
        _ = try firstBoot?.disc(for: name, UUID())
        try await refuseTakenName()
        do {
            return try await make()
        } catch {
            let described = await scope.describe(error)
            let failures = await undo.run(on: scope.service)
            await conclude(hasRemains: !failures.isEmpty)
            guard !failures.isEmpty else { throw described }
            scope.service.logger.warning(
                "something is left of a machine that was not made", metadata: ["failures": "\(failures)"])
            var failure = (described as? VirtualBoxError).map { VMFestError($0) } ?? described as? VMFestError
            failure?.cleanUpFailures += failures
            throw failure ?? described
        }
    }

    private mutating func make() async throws -> Machine {
        try await refuseSmallDisk()
        let machine: VirtualBoxAPI.Machine
        do {
            machine = try await scope.createMachine(name: name, osType: spec.osType, group: group)
        } catch let error as VirtualBoxError where error.code == .alreadyExists {
            throw nameTaken(error)
        }
        let key = try await machine.getId()
        let folder = HostPath(try await machine.getSettingsFilePath()).folder
        if let seedSlot { spec = spec.inserting(disc: folder.file(FirstBoot.file).text, at: seedSlot) }
        try await MachineHardware(scope: scope, machine: machine, spec: spec, folder: folder).configure()
        try checkTime()
        let session = try await scope.sessionObject()
        noted = key
        let limit = isWhole ? .seconds(600) : deadline.remaining(atMost: .seconds(86_400))
        try await Undertakings(scope: scope).begin(
            .machine, key, name: name, folder: folder, session: session, within: limit)
        // Registering writes the first file, which takes the name: of several who want it one goes on from here.
        try await register(machine, key)
        try await attachDevices(to: machine, key, in: folder, session)
        try Task.checkCancellation()
        if isWhole { try await Undertakings(scope: scope).end(key) }
        guard let id = UUID(uuidString: key) else {
            throw VirtualBoxError(.unexpected, "'\(key)' is no UUID", operation: "IMachine_getId")
        }
        return Machine(host: host, id: id)
    }

    /// Notes how the making of a machine ended that did not come to be.
    private func conclude(hasRemains: Bool) async {
        guard let noted else { return }
        try? await uncancelled {
            try await scope.service.withVirtualBox(repeatable: true) { scope in
                let undertakings = Undertakings(scope: scope)
                if hasRemains { try await undertakings.abandon(noted) } else { try await undertakings.end(noted) }
            }
        }
    }

    /// Of a file it is not known how large a disk it has before it is opened.
    private mutating func refuseSmallDisk() async throws {
        guard let bootImage, bootImage.info == nil, spec.bootDisk.size != nil else { return }
        let capacity = try await MediumLibrary(scope).capacity(of: bootImage.path, &undo)
        _ = try bootImage.diskSize(spec, origin.size, capacity: capacity)
    }

    private mutating func register(_ machine: VirtualBoxAPI.Machine, _ key: String) async throws {
        undo.add("the machine \(key)") { scope in
            guard let machine = try await scope.findMachine(key) else { return }
            try await MachineRemoval(scope: scope, machine: machine, key: key, deadline: .within(.seconds(60))).run()
        }
        do {
            try await scope.box.registerMachine(machine: machine)
        } catch let error as VirtualBoxError
            where error.code == .alreadyExists || error.message.contains("VERR_ALREADY_EXISTS")
        {
            throw nameTaken(error)
        }
    }

    /// Makes and attaches what goes into the slots.
    ///
    /// The lock keeps others from starting a machine that is half made.
    private mutating func attachDevices(
        to machine: VirtualBoxAPI.Machine, _ key: String, in folder: HostPath, _ session: Session
    ) async throws {
        var marks = MachineMarks(
            labels, origin, image: image?.name, user: bootImage?.info?.user, firstBoot: firstBoot)
        marks.files = spec.serialPorts.map(\.file).filter { HostPath($0).isPlainName }
        var disks = MachineDisks(
            scope: scope, name: name, spec: spec, image: bootImage, size: origin.size, folder: folder,
            deadline: deadline)
        try await scope.withLock(.write, on: machine, id: key, with: session, until: deadline) { locked in
            try await writeSeed(key, in: folder)
            let attachments = try await disks.prepare(&undo)
            try checkTime()
            let machine = try await locked.machine()
            marks.media = disks.usedMedia
            try await marks.write(to: machine)
            for (key, value) in labels.tags { try await machine.setTag(key, value) }
            try await MachineForwards(scope: scope, machine: machine, key: key).add(spec.networks)
            if let value = firstBoot?.userData?.ignitionValue {
                try await machine.setGuestProperty(property: UserData.ignitionProperty, value: value, flags: "")
            }
            do {
                for attachment in attachments { try await attachment.attach(to: machine) }
            } catch {
                // What is attached by now is removed with the machine, if the machine knows of it.
                try? await uncancelled { try await machine.saveSettings() }
                throw error
            }
            // Also in a cancelled task: attached and not saved, the disks would be nobody's.
            try await uncancelled { try await machine.saveSettings() }
        }
    }

    /// Puts the disc for the first boot into the machine's folder.
    private mutating func writeSeed(_ key: String, in folder: HostPath) async throws {
        guard let firstBoot, let id = UUID(uuidString: key) else { return }
        let disc = try firstBoot.disc(for: name, id)
        undo.add("the disc for the first boot") { scope in
            try await HostFolder(scope: scope, path: folder).remove([FirstBoot.file])
        }
        try await HostUpload(scope: scope).write(disc.bytes, to: folder.file(FirstBoot.file))
    }

    private func checkTime() throws {
        try Task.checkCancellation()
        if deadline.hasPassed { throw DeadlinePassed() }
    }

    private func refuseTakenName() async throws {
        guard try await scope.findMachine(name) == nil else { throw nameTaken(nil) }
    }

    private func nameTaken(_ error: VirtualBoxError?) -> VMFestError { Self.nameTaken(error, on: host) }

    /// The error for a name that another machine has.
    static func nameTaken(_ error: VirtualBoxError?, on host: Host) -> VMFestError {
        var failure = error.map { VMFestError($0) } ?? VMFestError(.nameTaken, "")
        failure.code = .nameTaken
        failure.message =
            "a machine of this name exists already on \(host.url); choose another name or destroy that one"
        return failure
    }
}
