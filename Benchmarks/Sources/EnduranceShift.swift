//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

import struct VMFest.Host

/// What is done with one machine again and again: a little of everything, at the end of which it is off again.
struct EnduranceShift: Sendable {
    let host: Host
    let image: String
    let name: String
    let tally: EnduranceTally

    private static let spec: MachineSpec = {
        var spec = MachineSpec(memory: .mebibytes(32), storage: [.sata("SATA", devices: [])])
        spec.storage[0].ports = 4
        return spec
    }()

    /// Makes the machine and its data disk.
    func begin() async throws {
        try await host.createDisk(name, .mebibytes(2))
        _ = try await create()
    }

    /// Removes the machine and its data disk.
    func end() async throws {
        try await machine()?.destroy()
        do {
            try await host.disk(name).remove()
        } catch let error as VMFestError where error.code == .noSuchDisk {}
    }

    /// Does all of it; the tally has what failed, and the machine is made anew after that.
    func work() async {
        do {
            try await verbs()
        } catch {
            await tally.fail("\(name): \(error)")
            do {
                try await machine()?.destroy()
                _ = try await create()
            } catch {
                await tally.fail("\(name), made anew: \(error)")
            }
        }
    }

    private func machine() async throws -> Machine? {
        do {
            return try await host.machine(named: name)
        } catch let error as VMFestError where error.code == .noSuchMachine {
            return nil
        }
    }

    private func create() async throws -> Machine {
        try await host.create(name, Self.spec, image: .file(image))
    }

    private func verbs() async throws {
        let machine = try await tally.verb("find") { try await host.machine(named: name) }
        let memory = try await tally.verb("info") { try await machine.info().memory }
        try await tally.verb("tag") { try await machine.tag(["role": "web"]) }
        try await tally.verb("set") {
            _ = try await machine.update { $0.memory = .mebibytes(memory.mebibytes == 32 ? 36 : 32) }
        }
        let disk = try await tally.verb("disk show") { try await host.disk(name) }
        try await tally.verb("disk attach") { _ = try await disk.attach(to: machine) }
        try await tally.verb("ls") { _ = try await host.inventory() }
        try await tally.verb("start") { try await machine.start() }
        try await tally.verb("state") { _ = try await machine.state() }
        try await tally.verb("pause") { try await machine.pause() }
        try await tally.verb("resume") { try await machine.resume() }
        try await tally.verb("reset") { try await machine.reset() }
        try await tally.verb("disk detach") { try await disk.detach(from: machine) }
        try await tally.verb("disk ls") { _ = try await host.disks() }
        try await off(machine)
        _ = try await tally.verb("snapshot") { try await machine.takeSnapshot("clean") }
        try await tally.verb("tag") { try await machine.tag(["role": nil]) }
        try await tally.verb("snapshot ls") { _ = try await machine.snapshots() }
        try await tally.verb("restore") { try await machine.restore("clean") }
        try await tally.verb("snapshot rm") { try await machine.removeSnapshot("clean") }
        try await tally.verb("endpoints") { _ = try await machine.endpoints() }
        guard memory.mebibytes == 36 else { return }
        try await tally.verb("destroy") { try await machine.destroy() }
        _ = try await tally.verb("create") { try await create() }
    }

    /// Switches it off, every other time by way of a saved state.
    private func off(_ machine: Machine) async throws {
        guard try await tally.verb("info", { try await machine.info().memory.mebibytes }) == 36 else {
            return try await tally.verb("power-off") { try await machine.powerOff() }
        }
        try await tally.verb("save") { try await machine.save() }
        try await tally.verb("discard") { try await machine.discardState() }
    }
}
