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
            let image = try TestEnvironment.required(TestEnvironment.guestImage, "VMFEST_TEST_IMAGE")
            let machine = try await fixture.host.create(
                fixture.name(), MachineSpec(memory: .mebibytes(128)), image: .file(image),
                firstBoot: FirstBoot(hostName: "seeded", publicKeys: [key.publicKey], userData: try UserData(script)))
            try await machine.start()
            let name = try await machine.waitForGuestProperty("/VMFest/Ready", within: .patience)
            #expect(name == "seeded")
            #expect(try await machine.guestProperty("/VMFest/Name") == "seeded")
            #expect(try await machine.guestProperty("/VMFest/Keys")?.contains(key.publicKey) == true)
            let folder = URL(filePath: try await machine.info().settingsFile).deletingLastPathComponent()
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: "seed.iso").path))
            try await machine.destroy()
            #expect(!FileManager.default.fileExists(atPath: folder.path))
            let discs = try await fixture.manage("list", "dvds")
            #expect(!discs.contains(fixture.prefix))
        }
    }
}
