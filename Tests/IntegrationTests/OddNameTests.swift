//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

/// Names of machines, snapshots, disks, images, tags and shares that a shell, a file system or XML could stumble over.
@Suite("Odd names", .virtualBox)
struct OddNameTests {
    /// What a machine and a snapshot can be called; the fixture's prefix is put behind or before them.
    private static let good = [
        "two words", "it's", "\"quoted\"", "$(id) `id` $HOME", "a;b&c|d", "percent %s %n", "<tag> & more", "ä€𝄞",
        "e\u{301}",
        "🚀👩‍👩‍👧", "\u{202E}txt.exe", "-n", "--help", "a=b,c:d", "*?[x]", "~", "dot.", "...", "#", " leading", "new", "CON",
    ]

    private static let bad = [
        "", ".", "..", "a/b", "../up", "/abs", "a\\b", "two\nlines", "bell\u{7}", "nul\u{0}", "del\u{7F}", "c1\u{85}",
        String(repeating: "n", count: 256), String(repeating: "ä", count: 128),
    ]

    @Test("A machine of an odd name goes through its whole life, as VBoxManage sees it", arguments: good)
    func whole(odd: String) async throws {
        try await Fixture.run { fixture in
            let name = odd.hasPrefix("-") || odd.hasPrefix(" ") ? odd + " " + fixture.prefix : fixture.name(odd)
            let machine = try await fixture.machine(named: name)
            do {
                #expect(try await fixture.manage.info(machine.description)?["name"]?.unescaped == name)
                #expect(try await fixture.host.machine(named: name) == machine)
                let snapshot = try await machine.takeSnapshot(odd)
                #expect(snapshot.name == odd)
                #expect(try await fixture.manage("snapshot", machine.description, "list").contains(odd))
                try await machine.tag(["odd": odd])
                #expect(try await machine.info().tags["odd"] == odd)
                try await machine.removeSnapshot(odd)
                try await machine.destroy()
            } catch {
                try? await machine.destroy()
                throw error
            }
            #expect(try await fixture.manage.info(machine.description) == nil)
        }
    }

    @Test("Some of them start, too, and the command line takes them all the same")
    func commands() async throws {
        try await Fixture.run { fixture in
            let program = VMFestProgram(url: fixture.host.url)
            for odd in ["-n \"it's\" $(id)", "--help ä🚀"] {
                let name = odd + " " + fixture.prefix
                #expect(try await program.run(["create", "--memory", "32", "--", name]).code == 0)
                let machine = try await fixture.host.machine(named: name)
                #expect(try await program.run(["start", "--", name]).code == 0)
                #expect(try await fixture.manage.state(machine.description) == "running")
                #expect(try await program.run(["show", "--json", "--", name]).output.contains("running"))
                #expect(try await program.run(["power-off", "--", name]).code == 0)
                #expect(try await program.run(["destroy", "--", name]).code == 0)
                #expect(try await fixture.manage.info(machine.description) == nil)
            }
        }
    }

    @Test("What can be no name is refused before anything is there, in the library and on the command line")
    func refused() async throws {
        try await Fixture.run { fixture in
            let before = try await Set(fixture.manage("list", "vms").split(separator: "\n"))
            let calls = fixture.host.callCount
            let program = VMFestProgram(url: fixture.host.url)
            for name in Self.bad {
                let error = await #expect(throws: VMFestError.self) {
                    _ = try await fixture.host.create(name, .small)
                }
                #expect(error?.code == .invalidSpec, "\(name.debugDescription)")
                // A process can not be given what has a NUL in it.
                guard !name.utf8.contains(0) else { continue }
                #expect(try await program.run(["create", "--", name]).code != 0, "\(name.debugDescription)")
            }
            let after = try await Set(fixture.manage("list", "vms").split(separator: "\n"))
            #expect(after.subtracting(before).allSatisfy { line in !Self.bad.contains { line.hasPrefix("\"\($0)\"") } })
            #expect(fixture.host.callCount > calls)
        }
    }

    @Test("Disks, images, keys, tags, snapshots and shares refuse what they can not carry, and say it is their name")
    func others() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let names = [
                "", ".", "..", "a/b", "../up", "/abs", "two\nlines", "nul\u{0}", "-n",
                String(repeating: "n", count: 256),
            ]
            for name in names {
                for error in [
                    await #expect(throws: VMFestError.self) {
                        _ = try await fixture.host.createDisk(name, .mebibytes(4))
                    },
                    await #expect(throws: VMFestError.self) {
                        _ = try await fixture.host.importImage(name, from: "/a.vdi")
                    },
                    await #expect(throws: VMFestError.self) {
                        _ = try await KeyStore(folder: fixture.path("keys")).create(name)
                    },
                ] { #expect(error?.code == .invalidArgument, "\(name.debugDescription)") }
            }
            #expect(!FileManager.default.fileExists(atPath: fixture.path("keys")))
            for name in ["", "two\nlines", "nul\u{0}"] {
                await #expect(throws: VMFestError.self, "\(name.debugDescription)") {
                    _ = try await machine.takeSnapshot(name)
                }
                await #expect(throws: VMFestError.self) { try await machine.tag([name: "x"]) }
                await #expect(throws: VMFestError.self) { try await machine.tag(["x": name]) }
            }
            #expect(try await machine.snapshots().isEmpty)
            #expect(try await machine.info().tags.isEmpty)
        }
    }

    @Test("Specs, images and shares have odd paths")
    func paths() async throws {
        try await Fixture.run { fixture in
            let folder = fixture.path("it's \"odd\" $(id) ä🚀 %s")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let image = folder + "/-base 'x'.vdi"
            try await fixture.manage("createmedium", "disk", "--filename", image, "--size", "16")
            try await fixture.manage("closemedium", "disk", image)
            let spec = folder + "/-spec.yaml"
            let text = """
                memory: 32 MiB
                networks: []
                sharedFolders: [{name: "a b 'c'", path: \(String(reflecting: folder).replacing("\\'", with: "'"))}]
                """
            try Data(text.utf8).write(to: URL(filePath: spec))
            let program = VMFestProgram(url: fixture.host.url)
            let made = try await program.run(["create", fixture.name(), "--spec", spec, "--image", image])
            #expect(made.code == 0)
            let info = try #require(try await fixture.manage.info(fixture.name()))
            #expect(info["SharedFolderNameMachineMapping1"] == "a b 'c'")
            #expect(info["SharedFolderPathMachineMapping1"]?.unescaped == folder)
            #expect(try await fixture.host.machine(named: fixture.name()).configuration().image == image)
        }
    }
}

extension Fixture {
    fileprivate func machine(named name: String) async throws -> VMFest.Machine {
        try await host.create(name, .small)
    }
}

extension String {
    /// VBoxManage writes a quotation mark with a backslash before it.
    fileprivate var unescaped: String { replacing(#"\""#, with: "\"") }
}
