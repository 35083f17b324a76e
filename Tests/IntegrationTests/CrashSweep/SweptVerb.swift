//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

import struct VMFest.Host

@testable import VMFest

/// A verb that is interrupted at every call.
struct SweptVerb: Sendable, CustomStringConvertible {
    let description: String

    /// Brings the host to where the verb begins, from wherever an earlier try of the verb left it.
    let prepare: @Sendable (SweepStage) async throws -> Void

    /// Gives the verb, ready to be done through a host.
    let act: @Sendable (SweepStage, Host) async throws -> @Sendable () async throws -> Void

    /// The same as arguments of the program.
    let command: @Sendable (SweepStage) -> [String]

    /// Whether its goal is reached, as VBoxManage sees it.
    let isReached: @Sendable (SweepStage) async throws -> Bool

    /// The refusal that means that the goal was reached before.
    var already: VMFestError.Code?

    /// What the stage's image is.
    var image = SweepStage.Base.empty

    /// How many of its states a run of all tests examines.
    var usualStates = usual

    private static let usual = 3

    /// A verb of the machine that leads from a state to another.
    static func machine(
        _ name: String, from start: Reachable, to end: Reachable?, _ verb: Verb
    ) -> SweptVerb {
        SweptVerb(
            description: name,
            prepare: { try await $0.bring(to: start) },
            act: { stage, host in
                // One that is to be gone may be so by now.
                if end == nil, try await stage.find(stage.machine) == nil { return {} }
                let machine = try await stage.swept(through: host)
                return { try await verb.run(on: machine) }
            },
            command: { [verb.rawValue, $0.machine] + (verb == .stop ? ["--timeout", "1", "--force"] : []) },
            isReached: { try await $0.state() == end?.rawValue })
    }

    static let all: [SweptVerb] = lifeCycle + [set] + snapshots + disks + images + clones + warm

    private static let lifeCycle: [SweptVerb] = [
        SweptVerb(
            description: "create",
            prepare: { try await $0.remove($0.machine) },
            act: { stage, host in
                { _ = try await host.create(stage.machine, SweepStage.spec, image: .file(stage.image)) }
            },
            command: { ["create", $0.machine, "--spec", $0.specFile, "--image", $0.image] },
            isReached: { try await $0.isMachine(.off) }, already: .nameTaken),
        .machine("start", from: .off, to: .running, .start),
        .machine("start a saved one", from: .saved, to: .running, .start),
        .machine("pause", from: .running, to: .paused, .pause),
        .machine("resume", from: .paused, to: .running, .resume),
        .machine("stop", from: .running, to: .off, .stop),
        .machine("power-off", from: .running, to: .off, .powerOff),
        .machine("save", from: .running, to: .saved, .save),
        .machine("destroy", from: .off, to: nil, .destroy),
    ]

    private static let set = SweptVerb(
        description: "set",
        prepare: { stage in
            try await stage.bring(to: .off)
            try await stage.swept().update { $0.memory = .mebibytes(32) }
        },
        act: { stage, host in
            let machine = try await stage.swept(through: host)
            return { try await machine.update { $0.memory = .mebibytes(64) } }
        },
        command: { ["set", $0.machine, "memory=64MiB"] },
        isReached: { try await $0.fixture.manage.info($0.machine)?["memory"] == "64" })

    private static let snapshots: [SweptVerb] = [
        SweptVerb(
            description: "snapshot take",
            prepare: { stage in
                // A merge changes the names of disks.
                try await stage.remove(stage.machine)
                try await stage.bring(to: .off)
            },
            act: { stage, host in
                let machine = try await stage.swept(through: host)
                return { try await machine.takeSnapshot("point") }
            },
            command: { ["snapshot", "take", $0.machine, "point"] },
            isReached: { try await $0.snapshots() == ["point"] }, already: .nameTaken),
        SweptVerb(
            description: "snapshot restore",
            prepare: { try await $0.bringSnapshot() },
            act: { stage, host in
                let machine = try await stage.swept(through: host)
                return { try await machine.restore("point") }
            },
            command: { ["snapshot", "restore", $0.machine, "point"] },
            isReached: { try await $0.snapshots() == ["point"] }),
        SweptVerb(
            description: "snapshot delete",
            prepare: { try await $0.bringSnapshot() },
            act: { stage, host in
                let machine = try await stage.swept(through: host)
                return { try await machine.removeSnapshot("point") }
            },
            command: { ["snapshot", "rm", $0.machine, "point"] },
            isReached: { try await $0.snapshots().isEmpty }, already: .noSuchSnapshot),
    ]

    private static let disks: [SweptVerb] = [
        SweptVerb(
            description: "disk create",
            prepare: { try await $0.removeDisk() },
            act: { stage, host in { _ = try await host.createDisk(stage.disk, .mebibytes(8)) } },
            command: { ["disk", "create", $0.disk, "8MiB"] },
            isReached: { stage in try await stage.fixture.media().contains { $0.hasSuffix("/\(stage.disk).vdi") } },
            already: .nameTaken),
        SweptVerb(
            description: "disk attach",
            prepare: { stage in
                try await stage.bringDisk()
                try await stage.sweptDisk().detach(from: stage.swept())
            },
            act: { stage, host in
                let (disk, machine) = (try await stage.sweptDisk(through: host), try await stage.swept(through: host))
                return { _ = try await disk.attach(to: machine) }
            },
            command: { ["disk", "attach", $0.disk, $0.machine] },
            isReached: { try await $0.hasDisk() }),
        SweptVerb(
            description: "disk detach",
            prepare: { stage in
                try await stage.bringDisk()
                _ = try await stage.sweptDisk().attach(to: stage.swept())
            },
            act: { stage, host in
                let (disk, machine) = (try await stage.sweptDisk(through: host), try await stage.swept(through: host))
                return { try await disk.detach(from: machine) }
            },
            command: { ["disk", "detach", $0.disk, $0.machine] },
            isReached: { try await !$0.hasDisk() }),
    ]

    private static let images: [SweptVerb] = [
        SweptVerb(
            description: "image import",
            prepare: { try await $0.removeImage() },
            act: { stage, host in { _ = try await host.importImage(stage.catalogued, from: stage.image) } },
            command: { ["image", "import", $0.catalogued, $0.image] },
            isReached: { try await $0.hasImage() }, already: .nameTaken),
        SweptVerb(
            description: "image rm",
            prepare: { try await $0.bringImage() },
            act: { stage, host in { try await host.removeImage(stage.catalogued) } },
            command: { ["image", "rm", $0.catalogued] },
            isReached: { try await !$0.hasImage() }, already: .noSuchImage),
        .run("run") { try await $0.bringImage() },
    ]

    /// They need a guest that boots, which takes a minute where machines are interpreted.
    private static let warm: [SweptVerb] = [
        .run("run warm", on: .guest, usualStates: 0) { try await $0.warm() },
        SweptVerb(
            description: "image warm",
            prepare: { try await $0.cool() },
            act: { stage, host in { _ = try await host.warmImage(stage.catalogued, size: .nano) } },
            command: { ["image", "warm", $0.catalogued, "--size", "nano"] },
            isReached: { try await $0.isWarm() }, image: .guest, usualStates: 0),
        SweptVerb(
            description: "image cool",
            prepare: { try await $0.warm() },
            act: { stage, host in { try await host.coolImage(stage.catalogued) } },
            command: { ["image", "cool", $0.catalogued] },
            isReached: { try await !$0.isWarm() }, already: .noSuchImage, image: .guest, usualStates: 0),
    ]

    private static let clones: [SweptVerb] = [
        .clone("clone", .full), .clone("linked clone", .linked),
    ]

    private static func run(
        _ name: String, on base: SweepStage.Base = .empty, usualStates: Int = usual,
        from image: @escaping @Sendable (SweepStage) async throws -> Void
    ) -> SweptVerb {
        SweptVerb(
            description: name,
            prepare: { stage in
                try await image(stage)
                try await stage.remove(stage.machine)
            },
            act: { stage, host in
                { _ = try await host.run(stage.catalogued, size: .nano, RunOptions(name: stage.machine)) }
            },
            command: { ["run", $0.catalogued, "--size", "nano", "--name", $0.machine] },
            isReached: { try await $0.isMachine(.running) }, already: .nameTaken, image: base, usualStates: usualStates)
    }

    private static func clone(_ name: String, _ kind: CloneKind) -> SweptVerb {
        SweptVerb(
            description: name,
            prepare: { try await $0.remove($0.copy) },
            act: { stage, host in
                let source = VMFest.Machine(host: host, id: stage.other.id)
                return { _ = try await source.clone(as: stage.copy, of: "clean", kind) }
            },
            command: { stage in
                let words = ["clone", "\(stage.other)", stage.copy, "--snapshot", "clean"]
                return kind == .linked ? words + ["--linked"] : words
            },
            isReached: { try await $0.fixture.manage.state($0.copy) == "poweroff" }, already: .nameTaken)
    }
}

extension SweepStage {
    fileprivate func bringSnapshot() async throws {
        try await remove(machine)
        try await bring(to: .off)
        try await swept().takeSnapshot("point")
    }

    fileprivate func bringDisk() async throws {
        try await bring(to: .off)
        do {
            _ = try await host.disk(disk)
        } catch let error as VMFestError where error.code == .noSuchDisk {
            _ = try await host.createDisk(disk, .mebibytes(8))
        }
    }

    fileprivate func hasDisk() async throws -> Bool {
        let info = try await fixture.manage.info(machine) ?? [:]
        return info.contains { $0.key.hasPrefix("SATA-") && $0.value.hasSuffix("/\(disk).vdi") }
    }

    fileprivate func hasImage() async throws -> Bool {
        try await host.images().contains { $0.name == catalogued }
    }

    fileprivate func bringImage() async throws {
        if try await !hasImage() {
            _ = try await host.importImage(catalogued, from: image, ImageAttributes(user: "root"))
        }
    }

    func isWarm() async throws -> Bool { try await !host.warmImages().isEmpty }

    fileprivate func warm() async throws {
        try await bringImage()
        if try await !isWarm() { _ = try await host.warmImage(catalogued, size: .nano) }
    }

    fileprivate func cool() async throws {
        try await bringImage()
        if try await isWarm() { try await host.coolImage(catalogued) }
    }

    fileprivate func removeImage() async throws {
        if try await hasImage() { try await host.removeImage(catalogued) }
    }
}
