//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

import struct VMFest.Host

@testable import VMFest

/// Where one verb is interrupted again and again: a service of its own, an image, a second machine, and the way to the
/// state that a verb begins in.
struct SweepStage: Sendable {
    let fixture: Fixture

    /// The base disk that the machine is on.
    let image: String

    /// What is on the base disk.
    enum Base: Sendable {
        case empty
        /// A guest that boots.
        case guest
    }

    /// The machine's spec as a file.
    var specFile: String { fixture.path("spec.yaml") }

    /// The second machine, which has what the verbs need of another, and whose disk nobody may touch.
    let other: VMFest.Machine

    /// What was examined last.
    let last = Kept<String>()

    /// The names that the verbs use.
    let machine = "vm"
    let disk = "data"
    let copy = "copy"
    let catalogued = "base"

    var host: Host { fixture.host }

    static func run(on base: Base, _ test: @escaping @Sendable (SweepStage) async throws -> Void) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let image =
                    switch base {
                    case .empty: try await fixture.emptyImage()
                    case .guest: try TestEnvironment.required(TestEnvironment.guestImage, "VMFEST_TEST_IMAGE")
                    }
                let other = try await fixture.host.create("other", spec, image: .file(image))
                try await other.takeSnapshot("clean")
                let stage = SweepStage(fixture: fixture, image: image, other: other)
                try Data(spec.yaml().utf8).write(to: URL(filePath: stage.specFile))
                let before = try await stage.disks()
                try await test(stage)
                #expect(try await stage.disks() == before, "the base disk, and those of the other machine")
                // Templates after what was cloned from them.
                try await stage.remove(stage.machine)
                if try await stage.isWarm() { try await fixture.host.coolImage(stage.catalogued) }
                for info in try await fixture.host.inventory(.all) { try await info.machine.destroy() }
            }
        }
    }

    /// What is on the disks that no verb may write.
    private func disks() async throws -> [String: Data] {
        let folder = URL(filePath: try await other.info().settingsFile).deletingLastPathComponent()
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".vdi") }
        try #require(!files.isEmpty)
        let paths = files.map { folder.appending(path: $0).path } + [image]
        return try Dictionary(uniqueKeysWithValues: paths.map { ($0, try Data(contentsOf: URL(filePath: $0))) })
    }

    static let spec: MachineSpec = {
        let forward = PortForward(hostPort: 0, guestPort: 22)
        var spec = MachineSpec(
            memory: .mebibytes(32), networks: [.nat(forwards: [forward])],
            storage: [.sata("SATA", devices: [nil, .newDisk(.mebibytes(4)), .dvd()])])
        spec.storage[0].ports = 8
        return spec
    }()

    /// The machine of a name, as it is reached through a host; nil where there is none.
    func find(_ name: String, through host: Host? = nil) async throws -> VMFest.Machine? {
        do {
            let found = try await self.host.machine(named: name)
            return VMFest.Machine(host: host ?? self.host, id: found.id)
        } catch let error as VMFestError where error.code == .noSuchMachine {
            return nil
        }
    }

    /// The machine, which the verb's preparation made.
    func swept(through host: Host? = nil) async throws -> VMFest.Machine {
        try #require(try await find(machine, through: host))
    }

    /// The disk, which the verb's preparation made.
    func sweptDisk(through host: Host? = nil) async throws -> Disk {
        Disk(host: host ?? self.host, id: try await self.host.disk(disk).id)
    }

    func remove(_ name: String) async throws { try await find(name)?.destroy() }

    func removeDisk() async throws {
        do {
            let found = try await host.disk(disk)
            if let machine = try await find(machine) { try await found.detach(from: machine) }
            try await found.remove()
        } catch let error as VMFestError where error.code == .noSuchDisk {}
    }

    /// Brings the machine into a state.
    func bring(to state: Reachable) async throws {
        let machine: VMFest.Machine
        if let found = try await find(self.machine) {
            machine = found
        } else {
            machine = try await host.create(self.machine, Self.spec, image: .file(image))
        }
        switch state {
        case .off: try await machine.powerOff()
        case .running: try await machine.start()
        case .paused:
            try await machine.start()
            try await machine.pause()
        case .saved:
            try await machine.start()
            try await machine.save()
        case .aborted: throw Unreachable()
        }
    }

    struct Unreachable: Error {}

    /// VBoxManage's word for the machine's state; nil where there is none.
    func state() async throws -> String? { try await fixture.manage.state(machine) }

    /// Whether the machine is in a state, and no disk of it is missing.
    func isMachine(_ state: Reachable) async throws -> Bool { try await self.state() == state.rawValue }

    /// The machine's snapshots, as VBoxManage names them.
    func snapshots() async throws -> [String] {
        let info = try await fixture.manage.info(machine) ?? [:]
        return info.filter { $0.key.hasPrefix("SnapshotName") }.map(\.value)
    }

    /// All that is on the host, without what differs from one try to the next.
    func remains() async throws -> [String] {
        let settings = try await other.info().settingsFile
        return try await fixture.remains(beside: settings)
            .filter { !$0.hasSuffix(".log") && !$0.contains("/Logs/") }
            .map { $0.replacing(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, with: "UUID") }
            // A snapshot that is taken back leaves the machine another file of its disk.
            .map { $0.replacing("/Snapshots/{UUID}.vdi", with: "/DISK").replacing("/vm/vm.vdi", with: "/vm/DISK") }
            .map { $0.replacing(/base\.nano\.[0-9a-z]+/, with: "TEMPLATE") }
            .map { $0.replacing(/tcp-[0-9]+/, with: "tcp-PORT") }
            .map { $0.replacing(/[0-9TZ-]+\.sav$/, with: "TIME.sav") }
            .sorted()
    }
}
