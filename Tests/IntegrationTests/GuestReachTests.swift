//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess
import Testing
import VMFest

/// What is within reach in a guest besides commands and copies; one guest is booted for all of it.
@Suite("Within reach of a guest", .virtualBox)
struct GuestReachTests {
    @Test("a guest's Guest Additions, its files by both ways, and its console are within reach")
    func wholeWay() async throws {
        try await RunningGuest.run { guest in
            try await step("additions", guest, additions)
            try await step("files", guest) { guest in
                try await guest.machine.withGuestFiles(guest.login, via: .additions) { files in
                    try await filesAndFolders(guest, files)
                    try await refusals(guest, files)
                    try await links(guest, files)
                }
            }
            try await step("files by SSH", guest, secureShell)
            try await step("program", guest, program)
        }
    }

    private func additions(_ guest: RunningGuest) async throws {
        let additions = try await guest.machine.waitForGuestAdditions(within: .seconds(400))
        #expect(additions.runLevel == .userland)
        #expect(additions.version?.isEmpty == false)
        #expect((additions.revision ?? 0) > 0)
        #expect(additions.osType == "Linux26_64")
        let service = additions.facilities.first { $0.name == "VirtualBox System Service" }
        #expect(service?.status == .active)
        try await guest.machine.wait(until: .additions, within: .seconds(30))
        try await guest.machine.wait(until: .ready, within: .seconds(400))
        let later = try await guest.machine.guestAdditions()
        #expect(later.product == "Linux")
        #expect(later.release?.isEmpty == false)
    }

    private func filesAndFolders(_ guest: RunningGuest, _ files: GuestFileSystem) async throws {
        let root = "/tmp/fs ä"
        try await files.makeFolder(root)
        try await files.makeFolder(root + "/a/b/c", withParents: true, mode: 0o750)
        try await files.makeFolder(root + "/a/b/c", withParents: true)
        #expect(try await files.info(root + "/a/b/c")?.mode == 0o750)
        _ = try await guest.shell("printf 12345 >'\(root)/a/file'; chmod 640 '\(root)/a/file'")
        let file = try #require(try await files.info(root + "/a/file"))
        #expect((file.name, file.kind, file.size, file.mode) == ("file", .file, 5, 0o640))
        #expect((file.owner, file.group) == (0, 0))
        let age = Date.now.timeIntervalSince(try #require(file.modified))
        #expect(abs(age) < 3600, "the guest has its clock from the host")
        #expect(try await files.list(root + "/a").map(\.name) == ["b", "file"])
        #expect(try await files.list(root + "/a").map(\.kind) == [.folder, .file])

        #expect(try await files.move(root + "/a/file", to: root + "/a/renamed") == root + "/a/renamed")
        #expect(try await files.move(root + "/a/renamed", to: root + "/a/b/") == root + "/a/b/renamed")
        #expect(try await guest.shell("cat '\(root)/a/b/renamed'").outputText == "12345")
        // Another file system, which renaming does not reach.
        _ = try await guest.shell("mkdir -p /mnt/other && mount -t tmpfs tmpfs /mnt/other")
        #expect(try await files.move(root + "/a/b", to: "/mnt/other") == "/mnt/other/b")
        #expect(try await files.list("/mnt/other/b").map(\.name) == ["c", "renamed"])

        let temporary = try await files.makeTemporaryFile(prefix: "x-")
        #expect(temporary.hasPrefix("/tmp/x-"))
        let made = try #require(try await files.info(temporary))
        #expect((made.kind, made.size, made.mode) == (.file, 0, 0o600))
        let folder = try await files.makeTemporaryFolder(in: "/mnt/other/")
        #expect(folder.hasPrefix("/mnt/other/vmfest-"))
        #expect(try await files.info(folder)?.mode == 0o700)

        try await files.remove(temporary)
        #expect(try await !files.exists(temporary))
        try await files.remove(folder)
        try await files.remove("/mnt/other/b", withContents: true)
        #expect(try await files.list("/mnt/other").isEmpty)
        try await files.remove(root, withContents: true)
        #expect(try await !files.exists(root))
    }

    private func refusals(_ guest: RunningGuest, _ files: GuestFileSystem) async throws {
        try await files.makeFolder("/tmp/r/full", withParents: true)
        _ = try await guest.shell("echo one >/tmp/r/one; echo two >/tmp/r/two")
        func code(_ work: () async throws -> Void) async throws -> VMFestError {
            try await #require(throws: VMFestError.self) { try await work() }
        }
        #expect(try await code { try await files.makeFolder("/tmp/r") }.code == .nameTaken)
        #expect(try await code { try await files.makeFolder("/tmp/r/one") }.code == .nameTaken)
        #expect(try await code { try await files.makeFolder("/tmp/r/one", withParents: true) }.code == .nameTaken)
        #expect(try await code { try await files.makeFolder("/tmp/no/such") }.code == .noSuchFile)
        #expect(try await code { try await files.makeFolder("") }.code == .invalidArgument)
        #expect(try await code { _ = try await files.list("/tmp/no") }.code == .noSuchFile)
        #expect(try await code { _ = try await files.list("/tmp/r/one") }.code == .noSuchFile)
        #expect(try await code { try await files.remove("/tmp/no") }.code == .noSuchFile)
        let full = try await code { try await files.remove("/tmp/r") }
        #expect(full.message.contains("not empty"), "\(full)")
        for root in ["/", "//", "/tmp/..", "/tmp/r/.."] {
            let all = try await code { try await files.remove(root, withContents: true) }
            #expect(all.code == .invalidArgument)
        }
        #expect(try await code { try await files.move("/tmp/r/one", to: "/tmp/r/two") }.code == .nameTaken)
        #expect(try await code { try await files.move("/tmp/no", to: "/tmp/r/two") }.code == .noSuchFile)
        #expect(try await code { try await files.move("/tmp/r/one", to: "/tmp/no/such") }.code == .noSuchFile)
        #expect(try await guest.shell("cat /tmp/r/one /tmp/r/two").outputText == "one\ntwo\n")
        try await files.move("/tmp/r/one", to: "/tmp/r/two", replacing: true)
        #expect(try await guest.shell("cat /tmp/r/two; ls /tmp/r").outputText == "one\nfull\ntwo\n")
        #expect(try await code { _ = try await files.makeTemporaryFile(prefix: "a/b") }.code == .invalidArgument)
        #expect(try await code { try await files.setMode(0o10000, of: "/tmp/r/two") }.code == .invalidArgument)
        #expect(try await files.info("/tmp/no") == nil)
    }

    private func links(_ guest: RunningGuest, _ files: GuestFileSystem) async throws {
        try await files.makeLink("/tmp/r/link", to: "two")
        #expect(try await files.target(ofLink: "/tmp/r/link") == "two")
        #expect(try await files.info("/tmp/r/link")?.kind == .link)
        #expect(try await files.info("/tmp/r/link", followingLinks: true)?.kind == .file)
        try await files.setMode(0o604, of: "/tmp/r/link")
        #expect(try await files.info("/tmp/r/two")?.mode == 0o604)
        try await files.makeFolder("/tmp/r/modes/inner", withParents: true)
        _ = try await guest.shell("touch /tmp/r/modes/inner/file; ln -s ../../two /tmp/r/modes/inner/link")
        try await files.setMode(0o700, of: "/tmp/r/modes", withContents: true)
        for path in ["", "/inner", "/inner/file"] {
            #expect(try await files.info("/tmp/r/modes\(path)")?.mode == 0o700, "\(path)")
        }
        #expect(try await files.info("/tmp/r/two")?.mode == 0o604)
        try await files.remove("/tmp/r/modes", withContents: true)
        try await files.makeLink("/tmp/r/nowhere", to: "no/such")
        #expect(try await files.exists("/tmp/r/nowhere"))
        #expect(try await files.info("/tmp/r/nowhere", followingLinks: true) == nil)
        let taken = try await #require(throws: VMFestError.self) {
            try await files.makeLink("/tmp/r/nowhere", to: "/etc")
        }
        #expect(taken.code == .nameTaken)
        let none = try await #require(throws: VMFestError.self) { try await files.target(ofLink: "/tmp/r/two") }
        #expect(none.code == .noSuchFile)

        // What links lead to outlives them, however they are removed.
        try await files.makeFolder("/tmp/kept/inside", withParents: true)
        try await files.makeLink("/tmp/r/folder", to: "/tmp/kept")
        try await files.makeLink("/tmp/r/full/folder", to: "/tmp/kept")
        #expect(try await files.list("/tmp/r").map(\.kind) == [.link, .folder, .link, .link, .file])
        try await files.remove("/tmp/r/folder/", withContents: true)
        #expect(try await !files.exists("/tmp/r/folder"))
        try await files.remove("/tmp/r", withContents: true)
        #expect(try await files.list("/tmp/kept").map(\.name) == ["inside"])
        try await files.remove("/tmp/kept", withContents: true)
    }

    /// The same through SSH, as a whole.
    private func secureShell(_ guest: RunningGuest) async throws {
        let key = guest.fixture.path("id")
        let made = try await Subprocess.run(
            .name("ssh-keygen"), arguments: ["-q", "-t", "ed25519", "-N", "", "-f", key], output: .discarded,
            error: .discarded)
        try #require(made.terminationStatus.isSuccess)
        let text = try String(contentsOfFile: key + ".pub", encoding: .utf8)
        _ = try await guest.shell("cat > /root/.ssh/authorized_keys", input: .text(text))
        let login = GuestLogin(user: "root", keyFile: key)
        try await guest.machine.withGuestFiles(login, via: .ssh, within: .seconds(600)) { files in
            try await files.makeFolder("/tmp/s/it's a/b", withParents: true)
            _ = try await guest.shell("cd \"/tmp/s/it's a\"; printf 123 >f; ln -s f l; chmod 640 f")
            let found = try await files.list("/tmp/s/it's a")
            #expect(found.map(\.name) == ["b", "f", "l"])
            #expect(found.map(\.kind) == [.folder, .file, .link])
            #expect((found[1].size, found[1].mode, found[1].owner) == (3, 0o640, 0))
            let file = try await files.info("/tmp/s/it's a/l", followingLinks: true)
            #expect(file?.name == "l")
            #expect(file?.size == 3)
            #expect(try await files.target(ofLink: "/tmp/s/it's a/l") == "f")
            let taken = try await #require(throws: VMFestError.self) { try await files.makeFolder("/tmp/s") }
            #expect(taken.code == .nameTaken)
            let place = try await files.move("/tmp/s/it's a/f", to: "/tmp/s")
            #expect(place == "/tmp/s/f")
            let temporary = try await files.makeTemporaryFile(in: "/tmp/s")
            #expect(try await files.info(temporary)?.mode == 0o600)
            let full = try await #require(throws: VMFestError.self) { try await files.remove("/tmp/s") }
            #expect(full.message.contains("not empty"), "\(full)")
            try await files.remove("/tmp/s", withContents: true)
            #expect(try await !files.exists("/tmp/s"))
        }
    }

    /// The commands, as users type them.
    private func program(_ guest: RunningGuest) async throws {
        let password = guest.fixture.folder.appending(path: "password")
        try Data((guest.login.password ?? "").utf8).write(to: password)
        let name = try await guest.machine.info().name
        let program = VMFestProgram(url: guest.fixture.host.url)
        func run(_ words: String...) async throws -> (code: Int32, output: String) {
            try await program.run(["fs"] + words + ["--via", "additions", "--guest-password-file", password.path])
        }
        #expect(try await run("mkdir", "\(name):/tmp/p/q", "-p", "--mode", "700").code == 0)
        let listing = try await run("ls", "\(name):/tmp/p", "-q")
        #expect(listing.output == "q\n")
        #expect(try await run("stat", "\(name):/tmp/no").code == 1)
        let removed = try await run("rm", "\(name):/tmp/no", "\(name):/tmp/p", "-r")
        #expect(removed.code == 1)
        #expect(removed.output == "\(name):/tmp/p\n")
        let shown = try await program.run(["show", name, "--json"])
        #expect(shown.output.contains("\"runLevel\" : \"userland\""))
    }
}
