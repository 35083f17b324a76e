//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Testing
import VMFest

@testable import VMFestCommands

struct GuestCommandsTests {
    @Test func aSideOfACopyIsInAGuestOrHere() {
        #expect(CopySide("web:/etc/passwd") == .guest(machine: "web", path: "/etc/passwd"))
        #expect(CopySide("web:a:b") == .guest(machine: "web", path: "a:b"))
        #expect(CopySide("./a:b") == .local("./a:b"))
        #expect(CopySide("/tmp/a:b") == .local("/tmp/a:b"))
        #expect(CopySide(":x") == .local(":x"))
        #expect(CopySide("plain") == .local("plain"))
    }

    @Test func aCopyHasExactlyOneSideInAGuest() throws {
        #expect(try VMFestCommand.parseAsRoot(["cp", "a", "web:/b"]) is Copy)
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["cp", "a", "b"]) }
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["cp", "a:/b", "c:/d"]) }
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["cp", "a", "web:"]) }
    }

    @Test func whatComesAfterTheDashesIsTheCommand() throws {
        let line = ["exec", "web", "--login", "me", "--env", "A=b=c", "--", "ls", "-l", "--login", "x"]
        let command = try #require(try VMFestCommand.parseAsRoot(line) as? Execute)
        #expect(command.command == ["ls", "-l", "--login", "x"])
        #expect(command.guest.user == "me")
        #expect(command.env == ["A=b=c"])
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["exec", "web"]) }
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["exec", "web", "--env", "A", "--", "x"]) }
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["exec", "web", "--via", "x", "--", "x"]) }
    }

    @Test func sshNeedsNoCommandAndIsNoGuestControl() throws {
        #expect(try (VMFestCommand.parseAsRoot(["ssh", "web"]) as? SecureShell)?.command == [])
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["ssh", "web", "--via", "additions"]) }
    }
}
