//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import Testing
import VMFest

@testable import VMFestCommands

struct FileSystemCommandTests {
    @Test func aPathIsInTheGuestOfAMachine() {
        #expect(GuestPath(argument: "web:/a b")?.path == "/a b")
        #expect(GuestPath(argument: "web:C:\\x")?.path == "C:\\x")
        for text in ["/a", "web", "web:", ":/a", ""] { #expect(GuestPath(argument: text) == nil, "\(text)") }
    }

    @Test func severalPathsAreInOneGuest() throws {
        let make = try #require(try VMFestCommand.parseAsRoot(["fs", "mkdir", "w:/a", "w:/b", "-p"]) as? FolderMake)
        #expect(make.paths.map(\.path) == ["/a", "/b"])
        #expect(make.parents)
        #expect(make.mode.bits == 0o755)
        for line in [
            ["rm", "w:/a", "v:/b"], ["mv", "w:/a", "v:/b"], ["mkdir", "/a"], ["ls", "web"], ["ln", "w:/a", ""],
        ] {
            #expect(throws: (any Error).self, "\(line)") { try VMFestCommand.parseAsRoot(["fs"] + line) }
        }
    }

    @Test func permissionsAreOctalDigits() throws {
        #expect(Mode(argument: "640")?.bits == 0o640)
        #expect(Mode(argument: "4755")?.bits == 0o4755)
        let all = try #require(try VMFestCommand.parseAsRoot(["fs", "chmod", "-R", "700", "w:/a"]) as? FileMode)
        #expect(all.recursive && all.mode.bits == 0o700)
        for text in ["", "8", "17777", "u+x", "+64", "-1"] { #expect(Mode(argument: text) == nil, "\(text)") }
    }

    @Test func aFileIsALineForPeopleAndAnObjectForPrograms() throws {
        let date = Date(timeIntervalSince1970: 0)
        let file = GuestFile(name: "hosts", kind: .file, size: 12, mode: 0o44, owner: 0, group: 5, modified: date)
        let link = GuestFile(name: "sh", kind: .link)
        let table = FileTable(files: [file, link])
        #expect(
            try Renderer(format: .text).render(table) == """
                NAME   KIND  SIZE  MODE  OWNER  MODIFIED
                hosts  file    12  0044  0:5    1970-01-01T00:00:00Z
                sh     link
                """)
        #expect(try Renderer(format: .quiet).render(table) == "hosts\nsh")
        let details = try Renderer(format: .json).render(FileDetails(path: "/bin/sh", file: link, target: "busybox"))
        #expect(details.contains("\"target\" : \"busybox\""))
        #expect(try Renderer(format: .json).render(table).contains("\"mode\" : \"0044\""))
    }
}
