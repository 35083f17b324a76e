//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Encrypted disks", .virtualBox)
struct EncryptedDiskTests {
    /// Encrypts a disk, where this VirtualBox can; where it can not, that is said, and nothing changes.
    private func encrypt(_ disk: Disk, _ fixture: Fixture) async throws -> Bool {
        do {
            try await disk.encrypt(password: "secret")
            return true
        } catch let error as VMFestError {
            #expect(error.code == .notSupported && error.message.contains("extension pack"), "\(error)")
            #expect(!"\(error)".contains("secret"))
            #expect(try await fixture.mediumInfo(disk.description)?["Encryption"] == "disabled")
            return false
        }
    }

    @Test("a disk is encrypted where VirtualBox has what that needs, and says so; and decrypted")
    func encryption() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            try await fixture.refuses(.invalidArgument, "empty") { try await disk.encrypt(password: "") }
            #expect(try await disk.info().passwordID == nil)
            if try await encrypt(disk, fixture) {
                let info = try #require(try await fixture.mediumInfo(disk.description))
                #expect(info["Encryption"] == "enabled")
                let id = "vmfest-\(disk)"
                #expect(info["Password ID"] == id)
                #expect(try await disk.info().passwordID == id)
                #expect(try await fixture.host.disks().first { $0.disk == disk }?.passwordID == id)
                let program = VMFestProgram(url: fixture.host.url)
                for words in [["ls"], ["show", fixture.name("data")]] {
                    #expect(try await program.run(["disk"] + words).output.contains("encrypted"))
                }
                #expect(try await program.run(["disk", "ls", "--json"]).output.contains(id))
                try await disk.decrypt(password: "secret")
            }
            #expect(try await fixture.mediumInfo(disk.description)?["Encryption"] == "disabled")
            #expect(try await disk.info().passwordID == nil)
            let machine = try await fixture.machine("vm", .withPorts)
            try await disk.attach(to: machine)
            try await machine.start()
            try await fixture.refuses(.invalidState, fixture.name("vm")) { try await disk.encrypt(password: "secret") }
        }
    }

    @Test("a machine starts with the passwords of its disks, and without them not at all")
    func start() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            guard try await encrypt(disk, fixture) else { return }
            let machine = try await fixture.machine("vm", .withPorts)
            try await disk.attach(to: machine)
            try await fixture.refuses(.invalidArgument, "--disk-password-file") { try await machine.start() }
            try await fixture.refuses(.invalidArgument, "none of the passwords") {
                try await machine.start(diskPasswords: ["wrong", ""])
            }
            #expect(try await fixture.manage.state(machine.description) == "poweroff")
            try await machine.start(diskPasswords: ["another", "secret"])
            #expect(try await fixture.manage.state(machine.description) == "running")
            // Who has it need not be told again.
            try await machine.start()
            try await machine.pause()
            try await machine.start(diskPasswords: ["secret"])
            #expect(try await fixture.manage.state(machine.description) == "running")
            // It could not be started again.
            try await fixture.refuses(.invalidState, "passwords") {
                try await machine.update(.withStop(force: true)) { $0.memory = .mebibytes(64) }
            }
            #expect(try await fixture.manage.state(machine.description) == "running")
            try await machine.update(.withStop(force: true), diskPasswords: ["secret"], within: .seconds(10)) {
                $0.memory = .mebibytes(64)
            }
            #expect(try await fixture.manage.info(machine.description)?["memory"] == "64")
            #expect(try await fixture.manage.state(machine.description) == "running")
            try await machine.save()
            try await fixture.refuses(.invalidArgument, "password") { try await machine.start() }
            #expect(try await fixture.manage.state(machine.description) == "saved")
            try await machine.start(diskPasswords: ["secret"])
            try await machine.powerOff()
        }
    }

    @Test("a machine that was started elsewhere and waits for its password goes on with it")
    func waiting() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            guard try await encrypt(disk, fixture) else { return }
            let machine = try await fixture.machine("vm", .withPorts)
            try await disk.attach(to: machine)
            try await fixture.manage("startvm", machine.description, "--type", "headless")
            // Once the firmware reads the disk.
            try await eventually { try await fixture.manage.state(machine.description) == "paused" }
            try await fixture.refuses(.invalidArgument, "none of") { try await machine.start(diskPasswords: ["wrong"]) }
            #expect(try await fixture.manage.state(machine.description) == "paused")
            try await machine.start(diskPasswords: ["secret"])
            #expect(try await fixture.manage.state(machine.description) == "running")
            try await machine.powerOff()
        }
    }

    @Test("the program takes the passwords from files")
    func program() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            guard try await encrypt(disk, fixture) else { return }
            let machine = try await fixture.machine("vm", .withPorts)
            try await disk.attach(to: machine)
            let file = FileManager.default.temporaryDirectory.appending(path: fixture.name("password"))
            try Data("secret\n".utf8).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            let program = VMFestProgram(url: fixture.host.url)
            #expect(try await program.run(["start", fixture.name()]).code == 1)
            #expect(try await fixture.manage.state(machine.description) == "poweroff")
            let words = ["start", fixture.name(), "--disk-password-file", file.path]
            #expect(try await program.run(words).code == 0)
            #expect(try await fixture.manage.state(machine.description) == "running")
            try await machine.powerOff()
        }
    }
}
