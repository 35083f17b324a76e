//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// The main job on a real VirtualBox, step by step, from nothing to nothing.
struct Demonstration {
    let host: Host
    let image: Image

    /// Told of every step that is done.
    let report: (DemoStep) throws -> Void

    /// A name that nothing else has.
    let name = "vmfest-demo-\(UUID().uuidString.lowercased().prefix(8))"

    /// The smallest machine that does the job: its disk is the primary master of an IDE controller.
    static let spec = MachineSpec(
        memory: .mebibytes(512),
        cpus: 1,
        networks: [.nat()],
        storage: [.ide("IDE Controller", devices: [nil, nil, .dvd(), nil])],
        bootDisk: BootDisk(controller: "IDE Controller", slot: 0)
    )

    /// Takes all steps.
    ///
    /// The machine is removed in the end, whatever happens.
    func run() async throws {
        let before = try await host.machines(.all).count
        let machine = try await step("create") {
            let machine = try await host.create(name, Self.spec, image: image)
            return (machine, "\(name) \(machine)")
        }
        do {
            try await use(machine)
            try await step("destroy") { try await machine.destroy() }
        } catch {
            throw await MachineRemains(name: name, machine: machine).remove(after: error.about(name))
        }
        try await step("check") { try await verifyAbsence(of: machine, before: before) }
    }

    private func use(_ machine: Machine) async throws {
        try await step("start") { try await machine.start() }
        try await step("guest up") {
            let value = try await machine.waitForGuestProperty("/VMFest/Ready")
            return ((), "the guest says '\(value)'")
        }
        try await step("address") {
            let address = try await machine.waitForGuestProperty(
                "/VirtualBox/GuestInfo/Net/0/V4/IP", within: .seconds(60))
            return ((), address)
        }
        try await step("pause") { try await machine.pause() }
        try await step("resume") { try await machine.resume() }
        try await step("stop") { try await machine.stop() }
    }

    /// Whether the host knows the machine no longer.
    private func verifyAbsence(of machine: Machine, before: Int) async throws -> (Void, String) {
        let now = try await host.machines(.all)
        guard !now.contains(machine) else {
            throw Failure(.failed, "\(name): it was destroyed, but the host still knows it")
        }
        return ((), "the host had \(before) other machines and has \(now.count)")
    }

    private func step(_ title: String, _ work: () async throws -> Void) async throws {
        try await step(title) { (try await work(), "") }
    }

    private func step<Value>(_ title: String, _ work: () async throws -> (Value, String)) async throws -> Value {
        let start = ContinuousClock.now
        let (value, detail) = try await ProgressLine.during("demo: \(title)") { line in
            try await line.observing { try await work() }
        }
        try report(DemoStep(step: title, seconds: (.now - start) / .seconds(1), detail: detail))
        return value
    }
}
