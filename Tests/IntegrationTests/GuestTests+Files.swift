//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess
import Testing
import VMFest

extension GuestTests {
    func copies(_ guest: RunningGuest) async throws {
        let machine = guest.machine
        let folder = guest.fixture.folder.appending(path: "tree")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "sub dir"), withIntermediateDirectories: true)
        let bytes = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
        try bytes.write(to: folder.appending(path: "sub dir/ä.bin"))
        try Data("#!/bin/sh\n".utf8).write(to: folder.appending(path: "run"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "run").path)
        try await machine.copy(from: folder, to: "/tmp", login: guest.login, via: .additions)
        #expect(try await guest.shell("test -x /tmp/tree/run && ls /tmp/tree/*").succeeded)
        let back = guest.fixture.folder.appending(path: "back")
        try await machine.copy(fromGuest: "/tmp/tree", to: back, login: guest.login, via: .additions)
        #expect(try Data(contentsOf: back.appending(path: "sub dir/ä.bin")) == bytes)
        #expect(FileManager.default.isExecutableFile(atPath: back.appending(path: "run").path))

        let missing = try await #require(throws: VMFestError.self) {
            try await machine.copy(fromGuest: "/no/such", to: back, login: guest.login, via: .additions)
        }
        #expect(missing.code == .noSuchFile)
        try await largeFile(guest)
    }

    /// A file of 32 MiB goes in and out, and the process that copies it grows by nothing like it.
    private func largeFile(_ guest: RunningGuest) async throws {
        let small = guest.fixture.folder.appending(path: "small")
        try Data("small".utf8).write(to: small)
        let file = guest.fixture.folder.appending(path: "large")
        let handle = try makeFile(file)
        let piece = Data((0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 131 >> 5) })
        for _ in 0..<32 { try handle.write(contentsOf: piece) }
        try handle.close()
        let back = guest.fixture.folder.appending(path: "large-back")
        let password = guest.fixture.folder.appending(path: "password")
        try Data((guest.login.password ?? "").utf8).write(to: password)
        let name = try await guest.machine.info().name
        let usual = try await memory(copying: small.path, "\(name):/tmp/small", guest, password)
        #if os(Linux)
            #expect(usual > 0)
        #endif
        for (source, target) in [(file.path, "\(name):/tmp/large"), ("\(name):/tmp/large", back.path)] {
            let grown = try await memory(copying: source, target, guest, password) - usual
            #expect(grown < 24 << 10, "it grew by \(grown) KiB")
        }
        #expect(FileManager.default.contentsEqual(atPath: file.path, andPath: back.path))
    }

    private func makeFile(_ url: URL) throws -> FileHandle {
        try #require(FileManager.default.createFile(atPath: url.path, contents: nil))
        return try FileHandle(forWritingTo: url)
    }

    /// Copies in a process of its own, since other tests run in this one, and tells the most memory that it held, in KiB.
    private func memory(
        copying source: String, _ target: String, _ guest: RunningGuest, _ password: URL
    ) async throws -> Int {
        let copy = try VMFestProgram(url: guest.fixture.host.url).begin(
            "cp", source, target, "--via", "additions", "--guest-password-file", password.path)
        let memory = try await copy.mostMemory()
        #expect(await copy.end() == 0, "cp \(source) \(target)")
        return memory
    }

    func secureShell(_ guest: RunningGuest) async throws {
        let key = guest.fixture.path("id")
        let made = try await Subprocess.run(
            .name("ssh-keygen"), arguments: ["-q", "-t", "ed25519", "-N", "", "-f", key], output: .discarded,
            error: .discarded)
        try #require(made.terminationStatus.isSuccess)
        let text = try String(contentsOfFile: key + ".pub", encoding: .utf8)
        _ = try await guest.shell(
            "mkdir -p /root/.ssh; cat > /root/.ssh/authorized_keys; chmod 600 /root/.ssh/authorized_keys",
            input: .text(text))
        let login = GuestLogin(user: "root", keyFile: key)
        let result = try await guest.machine.execute(
            ["/bin/sh", "-c", #"cat; echo "$1" >&2; exit 4"#, "x", "it's $HOME\nä"], login: login, via: .ssh,
            input: .text("in"), within: .patience)
        #expect(result.outputText == "in")
        #expect(result.errorText == "it's $HOME\nä\n")
        #expect(result.exitCode == 4)
        let stranger = try await #require(throws: VMFestError.self) {
            try await guest.machine.execute(
                ["true"], login: GuestLogin(user: "root", keyFile: "/dev/null"), via: .ssh, within: .patience)
        }
        #expect(stranger.code == .guestLogonRefused, "\(stranger)")
        let copy = guest.fixture.folder.appending(path: "run-by-ssh")
        try await guest.machine.copy(
            fromGuest: "/tmp/tree/run", to: copy, login: login, via: .ssh, within: .patience)
        #expect(try String(contentsOf: copy, encoding: .utf8) == "#!/bin/sh\n")
    }

    func stopped(_ guest: RunningGuest) async throws {
        let waiting = Task { try await guest.machine.wait(until: .port(81), within: .patience) }
        try await Task.sleep(for: .seconds(2))
        try await guest.machine.powerOff()
        let error = try await #require(throws: VMFestError.self) { try await waiting.value }
        #expect(error.code == .invalidState, "\(error)")
        for way in [GuestAccess.additions, .ssh] {
            let off = try await #require(throws: VMFestError.self) {
                try await guest.machine.execute(["/bin/true"], login: guest.login, via: way)
            }
            #expect(off.code == .invalidState, "\(off)")
        }
    }
}
