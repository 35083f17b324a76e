//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("Warm clones", .virtualBox)
struct IdentityTests {
    private func write(_ seed: Seed, to path: String) throws {
        try Data(seed.disc().bytes).write(to: URL(filePath: path))
    }

    /// A running template whose agent is ready, and which has the snapshot `warm`.
    private func template(_ fixture: Fixture) async throws -> Machine {
        let disc = fixture.path("template.iso")
        try write(Seed(instanceID: "template", hostName: "template", userData: IdentityAgent.userData()), to: disc)
        let image = try TestEnvironment.required(TestEnvironment.guestImage, "VMFEST_TEST_IMAGE")
        let spec = MachineSpec(
            memory: .mebibytes(128), cpus: 1, networks: [.nat()],
            storage: [.sata("SATA", devices: [nil, .dvd(disc)])], bootDisk: .init(controller: "SATA", slot: 0))
        let machine = try await fixture.machine("template", spec, image: .file(image))
        try await machine.start()
        _ = try await machine.waitForGuestProperty("/VMFest/Ready", within: .seconds(600))
        try await insert("emptydrive", machine.description, fixture)
        _ = try await machine.waitForGuestProperty(IdentityAgent.readyProperty, within: .seconds(120))
        try await fixture.manage("snapshot", machine.description, "take", "warm", "--live")
        return machine
    }

    /// Puts a disc into the drive of a machine, or takes it out, also when the agent has just opened the drive to look.
    private func insert(_ disc: String, _ machine: String, _ fixture: Fixture) async throws {
        try await fixture.manage(
            "storageattach", machine, "--storagectl", "SATA", "--port", "1", "--device", "0", "--type", "dvddrive",
            "--medium", disc, "--forceunmount")
    }

    /// Puts a disc into the drive of a saved machine, which VirtualBox refuses for as long as it is one.
    private func insert(_ disc: String, saved machine: Machine, _ fixture: Fixture) async throws {
        let settings = URL(filePath: try await machine.info().settingsFile)
        let folder = settings.deletingLastPathComponent().appending(path: "Snapshots")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let state = try #require(files.first { $0.pathExtension == "sav" })
        let kept = state.appendingPathExtension("kept")
        try FileManager.default.copyItem(at: state, to: kept)
        try await fixture.manage("discardstate", machine.description)
        try await insert(disc, machine.description, fixture)
        try FileManager.default.moveItem(at: kept, to: state)
        try await fixture.manage("adoptstate", machine.description, state.path)
    }

    @Test("a clone of a running guest becomes the instance that the disc in its drive is for")
    func renewal() async throws {
        try await Fixture.run { fixture in
            let template = try await template(fixture)
            let key = try await KeyStore(folder: fixture.path("keys")).create("me")
            let name = fixture.name("clone")
            try await fixture.manage(
                "clonevm", template.description, "--snapshot", "warm", "--options", "link", "--name", name,
                "--register")
            let clone = try await fixture.host.machine(named: name)
            let script = """
                #!/bin/sh
                VBoxControl --nologo guestproperty set /VMFest/Name "$(hostname)"
                VBoxControl --nologo guestproperty set /VMFest/Keys "$(cat /root/.ssh/authorized_keys)"

                """
            let seed = Seed(
                instanceID: "i-1", hostName: "clone-1", publicKeys: [key.publicKey], userData: try UserData(script))
            try write(seed, to: fixture.path("clone.iso"))
            try await insert(fixture.path("clone.iso"), saved: clone, fixture)
            try await clone.start()
            let instance = try await clone.waitForGuestProperty(IdentityAgent.instanceProperty, within: .seconds(120))
            #expect(instance == "i-1")
            #expect(try await clone.guestProperty("/VMFest/Name") == "clone-1")
            #expect(try await clone.guestProperty("/VMFest/Keys") == key.publicKey)
            #expect(try await template.guestProperty(IdentityAgent.instanceProperty) == nil)
            try await clone.destroy()
            try await template.powerOff()
            try await fixture.manage("snapshot", template.description, "delete", "warm")
        }
    }
}
