//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess
import Testing
import VMFest

/// Who may read the files that VMFest writes on this computer, whatever the user's mask is.
@Suite("File modes", .virtualBox)
struct FileModeTests {
    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    @Test(
        "keys, known hosts, drafts and locks are their owner's only, under any mask", arguments: ["000", "077", "022"])
    func ownFiles(mask: String) async throws {
        try await Fixture.run { fixture in
            let program = VMFestProgram(url: fixture.host.url)
            let (keys, cache, temporary) = (fixture.path("keys"), fixture.path("cache"), fixture.path("temporary"))
            try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: false)
            let environment = ["XDG_CACHE_HOME": cache, "TMPDIR": temporary]
            func run(_ words: String...) async throws -> Int32 {
                try await program.observe(words, environment: environment, mask: mask).code
            }
            #expect(try await run("key", "create", "me", "--keys", keys) == 0)
            #expect(try mode(keys) == 0o700)
            #expect(try mode(keys + "/me") == 0o600)
            #expect(try mode(keys + "/me.pub") == 0o644)
            #expect(try FileManager.default.contentsOfDirectory(atPath: keys).count == 2)

            let image = try await fixture.emptyImage()
            let packed = fixture.path("image.vdi.gz")
            _ = try await Subprocess.run(
                .name("sh"), arguments: ["-c", #"gzip -c "$1" >"$2""#, "sh", image, packed], output: .discarded)
            #expect(
                try await run("image", "import", "modes\(mask)\(UInt32.random(in: 0 ... .max))", packed, "--json") == 0)
            for image in try await fixture.host.images() where image.name.hasPrefix("modes\(mask)") {
                try await fixture.host.removeImage(image.name)
            }
            let spec = MachineSpec(
                memory: .mebibytes(32),
                networks: [.nat(forwards: [PortForward(name: "ssh", hostPort: 0, guestPort: 22)])])
            let machine = try await fixture.machine("vm", spec)
            try await machine.start()
            _ = try await run("exec", fixture.name(), "--login", "root", "--via", "ssh", "--timeout", "2", "--", "id")
            _ = try await run("start", fixture.name(), "--wait", "ssh", "--timeout", "2")

            let written = [cache, temporary].flatMap { folder in
                (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).map {
                    "\(folder)/\($0)"
                }
            }
            for part in ["known_hosts", ".png", "vmfest-clients", "locks"] {
                #expect(written.contains { $0.contains(part) }, "\(written)")
            }
            for path in written where path != temporary {
                // What is in a folder that nobody else may enter is safe.
                let (own, above) = (try mode(path), try strictest(above: path, upTo: cache))
                #expect(own & 0o077 == 0 || above & 0o077 == 0, "\(path): \(String(own, radix: 8))")
            }

            let picture = fixture.path("screen.png")
            #expect(try await run("screenshot", fixture.name(), picture) == 0)
            #expect(
                try mode(picture) == 0o666 & ~(Int(mask, radix: 8) ?? 0),
                "a file that the user names has the user's mode")
        }
    }

    /// The strictest mode of the folders that lead to a file.
    private func strictest(above path: String, upTo top: String) throws -> Int {
        var (folder, modes) = (URL(filePath: path).deletingLastPathComponent(), 0o777)
        while folder.path.hasPrefix(top), folder.path.count > top.count {
            modes &= try mode(folder.path)
            folder.deleteLastPathComponent()
        }
        return modes
    }

    @Test("a file that is there keeps its mode and its content, and a link is not followed")
    func existing() async throws {
        try await Fixture.run { fixture in
            let program = VMFestProgram(url: fixture.host.url)
            let (keys, victim) = (fixture.path("keys"), fixture.path("victim"))
            try FileManager.default.createDirectory(atPath: keys, withIntermediateDirectories: false)
            try Data("precious".utf8).write(to: URL(filePath: victim))
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: victim)
            for name in ["me", "other.pub"] {
                try FileManager.default.createSymbolicLink(atPath: "\(keys)/\(name)", withDestinationPath: victim)
            }
            for name in ["me", "other"] {
                #expect(try await program.observe(["key", "create", name, "--keys", keys]).code != 0)
            }
            let machine = try await fixture.machine()
            try await machine.start()
            let link = fixture.path("link.png")
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: victim)
            #expect(try await program.observe(["screenshot", fixture.name(), victim]).code != 0)
            #expect(try await program.observe(["screenshot", fixture.name(), link]).code != 0)
            #expect(try await program.observe(["screenshot", fixture.name(), link, "--force"]).code == 0)
            #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
            #expect(try mode(victim) == 0o640)
        }
    }
}
