//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox
import VirtualBoxAPI

/// Makes an image warm: boots a machine of it once, and keeps its running state.
///
/// It does all of it, or nothing.
struct WarmBaking: Sendable {
    let host: Host
    let image: String
    let size: Size

    /// The hardware and the devices; nil for those of an instance of the size.
    let spec: MachineSpec?

    /// The least size of the boot disk, where no spec says it.
    var diskSize: DataSize?

    /// Who logs in to find out whether the guest is ready; nil where the guest says so itself.
    let login: GuestLogin?
    let deadline: Deadline

    func run() async throws -> WarmTemplate {
        let (machine, record) = try await create()
        do {
            let record = try await bake(machine, record)
            let template = WarmTemplate(id: machine.key, record: record)
            await removeOlder(than: template)
            return template
        } catch {
            throw await undone(machine, error)
        }
    }

    /// The machine, and what is known of it by now.
    private func create() async throws -> (Machine, WarmRecord) {
        try await host.service.withVirtualBox { scope in
            let info = try await ImageCatalogue(scope).required(image)
            let spec = try spec ?? InstancePlan.spec(for: info, size, diskSize: diskSize)
            try WarmRefusal.check(spec)
            let user = login?.user ?? info.user ?? "root"
            let record = WarmRecord(
                image: info, size: size.name, spec: spec, login: user,
                virtualBoxVersion: try await scope.box.getVersion())
            let name = "\(image).\(size.name).\(String(UInt32.random(in: .min ... .max), radix: 36))"
            let firstBoot = FirstBoot(
                publicKeys: try login?.publicKeys() ?? [], userData: try IdentityAgent.userData(login: user))
            var creation = MachineCreation(
                scope: scope, host: host, name: name, spec: spec.forTemplate(login), image: .named(image),
                firstBoot: firstBoot, labels: MachineLabels(), origin: MachineOrigin(size: size), deadline: deadline)
            creation.group = MachineMarks.templateGroup
            creation.isWhole = false
            return (try await creation.run(), record)
        }
    }

    private func bake(_ machine: Machine, _ begun: WarmRecord) async throws -> WarmRecord {
        var record = begun
        record.cards = try await change(machine) { machine in
            try await LinkDelay(machine: machine).shorten(begun.spec.networks)
            return try await machine.hardwareAddresses(of: begun.spec.networks)
        }
        try await machine.start(within: left)
        try await machine.wait(until: .ready, login: login, within: left)
        // The agent waits for this.
        try await machine.ejectSeed()
        try await waitForAgent(of: machine)
        record.snapshot = try await snapshot(of: machine)
        try await machine.powerOff()
        // Only now VirtualBox forgets the disc.
        try await machine.ejectSeed()
        try Task.checkCancellation()
        record.machine = machine.key
        let whole = record
        try await uncancelled {
            // This makes it visible.
            try await change(machine) { try await $0.setExtraData(key: WarmRecord.key, value: whole.text()) }
            try await Undertakings.conclude(machine.key, on: host.service)
        }
        return record
    }

    /// Changes the machine, which is switched off.
    private func change<Value: Sendable>(
        _ machine: Machine, _ work: (VirtualBoxAPI.Machine) async throws -> Value
    ) async throws -> Value {
        try await host.service.withVirtualBox { scope in
            let remote = try await machine.find(in: scope)
            return try await scope.withLock(.write, on: remote, id: machine.key, until: deadline) { locked in
                let machine = try await locked.machine()
                let value = try await work(machine)
                try await machine.saveSettings()
                return value
            }
        }
    }

    private var left: Duration { deadline.remaining(atMost: .seconds(86_400)) }

    private func waitForAgent(of machine: Machine) async throws {
        let cannot = "the guest of the image '\(image)' can not be given a new identity, so it can not start warm"
        do {
            try await machine.waitForAgent(
                IdentityAgent.readyProperty, "1", until: deadline.orWithin(.seconds(180))
            ) { reason in VMFestError(.notSupported, "\(cannot): \(reason)") }
        } catch is DeadlinePassed {
            throw VMFestError(
                .notSupported,
                "\(cannot): nothing in it answers; it needs VBoxControl of the Guest Additions, and cloud-init, or"
                    + " another program that carries out the user data of a NoCloud seed")
        }
    }

    /// Takes the snapshot of the running machine, without what was there for the template alone.
    private func snapshot(of machine: Machine) async throws -> String {
        try await host.service.withVirtualBox { scope in
            let remote = try await machine.find(in: scope)
            return try await Turnstile.shared.withTurn(machine.key) {
                try await scope.withLock(.shared, on: remote, id: machine.key, until: deadline) { locked in
                    try await removeForwards(of: locked.machine(), machine.key, in: scope)
                }
                return try await SnapshotTaking(
                    scope: scope, machine: remote, key: machine.key, name: "warm", deadline: deadline
                ).run().key
            }
        }
    }

    private func removeForwards(of machine: VirtualBoxAPI.Machine, _ key: String, in scope: HostScope) async throws {
        guard login?.keyFile != nil else { return }
        for slot in 0..<(spec?.networks.count ?? 1) {
            let engine = try await machine.getNetworkAdapter(slot: UInt32(slot)).getNATEngine()
            for redirect in try await engine.getRedirects() {
                try await engine.removeRedirect(name: String(redirect.prefix { $0 != "," }))
            }
        }
        try await PortClaims(scope: scope).release(machine: key)
    }

    /// Templates for the same that nothing was cloned from are of no use any more.
    private func removeOlder(than template: WarmTemplate) async {
        let older = try? await host.service.withVirtualBox { scope in
            try await WarmTemplates(scope: scope).all().filter {
                $0.id != template.id && $0.record.image == image && $0.record.size == size.name
            }
        }
        for old in older ?? [] {
            do {
                try await host.service.withVirtualBox { scope in
                    try await WarmRemoval(scope: scope, template: old).run()
                }
            } catch {
                host.service.logger.info(
                    "an older warm template stays", metadata: ["id": "\(old.id)", "reason": "\(error)"])
            }
        }
    }

    /// Removes the machine, and gives the error with what could not be removed.
    private func undone(_ machine: Machine, _ error: any Error) async -> any Error {
        await uncancelled {
            var failures: [String] = []
            do { try await machine.destroy() } catch { failures.append("the machine \(machine): \(error)") }
            try? await Undertakings.conclude(machine.key, hasRemains: !failures.isEmpty, on: host.service)
            return failures.isEmpty ? error : VMFestError.adding(failures, to: error)
        }
    }
}

extension MachineSpec {
    /// The spec of a template: what its clones share, and a forward for the login by which it is found out whether the guest is ready.
    fileprivate func forTemplate(_ login: GuestLogin?) -> MachineSpec {
        var spec = sharedByClones
        guard login?.keyFile != nil, let slot = spec.networks.firstIndex(where: { $0.attachment == .nat(forwards: []) })
        else { return spec }
        spec.networks[slot].attachment = .nat(forwards: [PortForward(hostPort: 0, guestPort: 22)])
        return spec
    }
}

extension GuestLogin {
    /// The public half of the key, from the file beside it.
    fileprivate func publicKeys() throws -> [String] {
        guard let keyFile else { return [] }
        return [try PublicKey(file: keyFile + ".pub").line]
    }
}
