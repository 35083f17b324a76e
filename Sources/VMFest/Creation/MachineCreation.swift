//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox
import VirtualBoxAPI

/// Makes a machine, all of it or nothing.
struct MachineCreation {
    private var making: MachineMaking
    private var spec: MachineSpec
    let image: Image?
    let firstBoot: FirstBoot?
    let labels: MachineLabels
    let origin: MachineOrigin

    /// The group that it is in.
    var group = MachineMarks.group

    /// Whether it is whole when it is made; if not, its note stays until somebody ends it.
    var isWhole = true

    /// Where the disc for the first boot goes.
    private let seedSlot: MachineSpec.DiscSlot?
    private var bootImage: BootImage?

    private var scope: HostScope { making.scope }

    init(
        scope: HostScope, host: Host, name: String, spec: MachineSpec, image: Image?, firstBoot: FirstBoot?,
        labels: MachineLabels, origin: MachineOrigin, deadline: Deadline
    ) {
        making = MachineMaking(scope: scope, host: host, name: name, deadline: deadline)
        self.image = image
        self.firstBoot = firstBoot
        self.labels = labels
        self.origin = origin
        seedSlot = firstBoot == nil ? nil : spec.freeDiscSlot
        self.spec = seedSlot.map { spec.inserting(disc: nil, at: $0) } ?? spec
    }

    /// Checks everything, then makes the machine; undoes what was done when anything fails or the task is cancelled.
    mutating func run() async throws -> Machine {
        var validation = SpecValidation(scope: scope, name: making.name, spec: spec, hasImage: image != nil)
        if firstBoot != nil, seedSlot == nil {
            validation.known.append(
                SpecProblem("storage", "has no slot left for the drive with the disc for the first boot"))
        }
        validation.known += labels.problems
        bootImage = try await image?.resolved(in: scope)
        validation.known += bootImage?.info?.problems(with: spec) ?? []
        try await validation.run()
        _ = try firstBoot?.disc(for: making.name, UUID())
        try await making.refuseTakenName()
        do {
            return try await make()
        } catch {
            throw await making.failed(reason(of: error))
        }
    }

    /// Says of a failure to make a disk on an image that the image is damaged, where it is.
    private func reason(of error: any Error) async -> any Error {
        let described = await scope.describe(error)
        guard let failure = described as? VirtualBoxError, failure.isDefinite, failure.code != .gone,
            let image = bootImage?.info, let check = await ImageFiles(scope: scope).damage(of: image.name)
        else { return described }
        var meant = VMFestError(failure)
        meant.code = check.finding == .missing ? .noSuchImage : .badImage
        meant.message = "the image '\(image.name)' is damaged: \(check.reason); \(check.remedy)"
        return meant
    }

    private mutating func make() async throws -> Machine {
        try await refuseSmallDisk()
        let machine = try await making.object(osType: spec.osType, group: group)
        let key = try await machine.getId()
        let folder = HostPath(try await machine.getSettingsFilePath()).folder
        if let seedSlot { spec = spec.inserting(disc: folder.file(FirstBoot.file).text, at: seedSlot) }
        try await MachineHardware(scope: scope, machine: machine, spec: spec, folder: folder).configure()
        try making.checkTime()
        let limit = isWhole ? .seconds(600) : making.deadline.remaining(atMost: .seconds(86_400))
        let session = try await making.begin(key, in: folder, within: limit)
        try await register(machine, key)
        try await attachDevices(to: machine, key, in: folder, session)
        try Task.checkCancellation()
        if isWhole { try await making.end() }
        return try Machine(host: making.host, key: key)
    }

    /// Of a file it is not known how large a disk it has before it is opened.
    private mutating func refuseSmallDisk() async throws {
        guard let bootImage, bootImage.info == nil, spec.bootDisk.size != nil else { return }
        try await HostRoom(scope: scope).require()
        let capacity = try await MediumLibrary(scope).capacity(of: bootImage.path, &making.undo)
        _ = try bootImage.diskSize(spec, origin.size, capacity: capacity)
    }

    private mutating func register(_ machine: VirtualBoxAPI.Machine, _ key: String) async throws {
        making.undo.add("the machine \(key)") { scope in
            guard let machine = try await scope.findMachine(key) else { return }
            try await MachineRemoval(scope: scope, machine: machine, key: key, deadline: .within(.seconds(60))).run()
        }
        try await making.takingName { try await scope.box.registerMachine(machine: machine) }
    }

    /// Makes and attaches what goes into the slots.
    ///
    /// The lock keeps others from starting a machine that is half made.
    private mutating func attachDevices(
        to machine: VirtualBoxAPI.Machine, _ key: String, in folder: HostPath, _ session: Session
    ) async throws {
        var marks = MachineMarks(
            labels, origin, at: try await scope.now(), image: image?.name, user: bootImage?.info?.user,
            firstBoot: firstBoot)
        marks.files = spec.serialPorts.compactMap(\.file).filter { HostPath($0).isPlainName }
        var disks = MachineDisks(
            scope: scope, name: making.name, spec: spec, image: bootImage, size: origin.size, folder: folder,
            deadline: making.deadline)
        try await scope.withLock(.write, on: machine, id: key, with: session, until: making.deadline) { locked in
            try await writeSeed(key, in: folder)
            let attachments = try await disks.prepare(&making.undo)
            try making.checkTime()
            let machine = try await locked.machine()
            marks.media = disks.usedMedia
            try await marks.write(to: machine)
            for (key, value) in labels.tags { try await machine.setTag(key, value) }
            try await MachineForwards(scope: scope, machine: machine, key: key).add(spec.networks)
            if let value = firstBoot?.userData?.ignitionValue {
                try await machine.setGuestProperty(property: UserData.ignitionProperty, value: value, flags: "")
            }
            for attachment in attachments { try await disks.attach(attachment, to: machine, &making.undo) }
            if disks.usedMedia != marks.media {
                marks.media = disks.usedMedia
                try await marks.write(to: machine)
            }
            try await machine.saveSettings()
            // Another machine may have got a data disk in this moment.
            for attachment in attachments { try await attachment.dataDisk?.refuse(beside: key) }
        }
    }

    /// Puts the disc for the first boot into the machine's folder.
    private mutating func writeSeed(_ key: String, in folder: HostPath) async throws {
        guard let firstBoot, let id = UUID(uuidString: key) else { return }
        let disc = try firstBoot.disc(for: making.name, id)
        making.undo.add("the disc for the first boot") { scope in
            try await HostFolder(scope: scope, path: folder).remove([FirstBoot.file])
        }
        try await HostUpload(scope: scope).write(disc.bytes, to: folder.file(FirstBoot.file))
    }
}
