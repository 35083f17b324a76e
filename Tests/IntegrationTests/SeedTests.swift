//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("First boot", .virtualBox)
struct SeedTests {
    @Test("a guest takes its host name and its key from the seed, and carries out the user data")
    func firstBoot() async throws {
        try await Fixture.run { fixture in
            let key = try await KeyStore(folder: fixture.path("keys")).create("me")
            // It says by guest property what it found, so that nobody has to log on.
            let script = """
                #!/bin/sh
                VBoxControl --nologo guestproperty set /VMFest/Name "$(hostname)"
                VBoxControl --nologo guestproperty set /VMFest/Keys "$(cat /root/.ssh/authorized_keys)"

                """
            let seed = Seed(
                instanceID: "i-1", hostName: "seeded", publicKeys: [key.publicKey], userData: try UserData(script))
            let disc = fixture.path("seed.iso")
            try Data(seed.disc().bytes).write(to: URL(filePath: disc))
            let image = try TestEnvironment.required(TestEnvironment.guestImage, "VMFEST_TEST_IMAGE")
            let spec = MachineSpec(
                memory: .mebibytes(128), cpus: 1, networks: [.nat()],
                storage: [.sata("SATA", devices: [nil, .dvd(disc)])],
                bootDisk: .init(controller: "SATA", slot: 0))
            let machine = try await fixture.machine("vm", spec, image: .file(image))
            try await machine.start()
            let name = try await machine.waitForGuestProperty("/VMFest/Ready", within: .seconds(600))
            #expect(name == "seeded")
            #expect(try await machine.guestProperty("/VMFest/Name") == "seeded")
            #expect(try await machine.guestProperty("/VMFest/Keys")?.contains(key.publicKey) == true)
        }
    }
}
