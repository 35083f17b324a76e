//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// The test guest, up: its own machine with Guest Additions, an SSH server and a web page.
struct RunningGuest: Sendable {
    let fixture: Fixture
    let machine: Machine

    /// The test guest's only user, with the password that everybody knows.
    let login = GuestLogin(user: "root", password: "vmfest")

    /// The port of the host that leads to the guest's web page.
    let webPort: Int

    /// Starts one, lends it as soon as it runs, and removes it.
    ///
    /// - Parameter serialPort: where its console goes.
    static func run(
        serialPort: SerialPort = SerialPort(file: "console.log"),
        _ test: @escaping @Sendable (RunningGuest) async throws -> Void
    ) async throws {
        try await Fixture.run { fixture in
            let image = try TestEnvironment.required(TestEnvironment.guestImage, "VMFEST_TEST_IMAGE")
            let port = Int.random(in: 20_000..<30_000)
            let spec = MachineSpec(
                memory: .mebibytes(128),
                networks: [
                    .nat(forwards: [
                        PortForward(hostPort: port, guestPort: 80), PortForward(hostPort: port + 1, guestPort: 22),
                        PortForward(hostPort: port + 2, guestPort: 81),
                    ])
                ],
                serialPorts: [serialPort])
            let machine = try await fixture.host.create(
                fixture.name("guest"), spec, image: .file(image), firstBoot: completion())
            try await machine.start()
            try await test(RunningGuest(fixture: fixture, machine: machine, webPort: port))
        }
    }

    /// Gives the guest the library without which its VBoxService aborts when a command ends, in case it lacks it, as
    /// guests that were built some time ago do.
    private static func completion() throws -> FirstBoot? {
        let library = "/lib/x86_64-linux-gnu/libgcc_s.so.1"
        guard let bytes = FileManager.default.contents(atPath: library) else { return nil }
        let script = """
            #!/bin/sh
            [ -e \(library) ] || base64 -d >\(library) <<'END'
            \(bytes.base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed]))
            END

            """
        return FirstBoot(userData: try UserData(script))
    }

    /// Runs a script in the guest's shell.
    func shell(_ script: String, input: GuestInput = .none) async throws -> ExecutionResult {
        try await machine.execute(
            ["/bin/sh", "-c", script], login: login, via: .additions, input: input, within: .patience)
    }
}
