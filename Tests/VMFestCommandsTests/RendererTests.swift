//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest
@testable import VMFestCommands

struct RendererTests {
    private let list = MachineList(machines: [Samples.web, Samples.broken])

    @Test func aListForPeopleIsAnAlignedTable() throws {
        #expect(
            try Renderer(format: .text).render(list) == """
                NAME  STATE         CPUS  MEMORY  ID
                web   running          2   2 GiB  00000000-0000-0000-0000-000000000001
                名前  inaccessible     0     0 B  00000000-0000-0000-0000-000000000002
                """)
    }

    @Test func aListForScriptsIsTheUUIDs() throws {
        #expect(
            try Renderer(format: .quiet).render(list) == """
                00000000-0000-0000-0000-000000000001
                00000000-0000-0000-0000-000000000002
                """)
        #expect(try Renderer(format: .quiet).render(MachineList(machines: [])) == "")
    }

    @Test func aListForProgramsIsAnArrayWithTheDocumentedKeys() throws {
        #expect(
            try Renderer(format: .json).render(MachineList(machines: [Samples.broken])) == """
                [
                  {
                    "cpus" : 0,
                    "description" : "",
                    "error" : "no such file",
                    "host" : "http://localhost:18083",
                    "id" : "00000000-0000-0000-0000-000000000002",
                    "managed" : false,
                    "memoryMiB" : 0,
                    "name" : "名前",
                    "osType" : "",
                    "settingsFile" : "/machines/b.vbox",
                    "state" : "inaccessible",
                    "tags" : {

                    }
                  }
                ]
                """)
    }

    @Test func tagsHaveAColumnWhereThereAreAny() throws {
        var tagged = Samples.web
        tagged.tags = ["role": "web", "env": "dev"]
        let lines = MachineList(machines: [tagged, Samples.broken]).text.split(separator: "\n")
        #expect(lines[0].hasSuffix("  TAGS"))
        #expect(lines[1].hasSuffix("-000000000001  env=dev,role=web"))
        #expect(lines[2].hasSuffix("-000000000002"))
    }

    @Test func aNewMachineIsALineForPeopleAndAnObjectForPrograms() throws {
        let new = NewMachine(info: Samples.web)
        #expect(try Renderer(format: .quiet).render(new) == "00000000-0000-0000-0000-000000000001")
        #expect(try Renderer(format: .text).render(new).split(separator: "\n").count == 2)
        #expect(try Renderer(format: .json).render(new).hasPrefix("{"))
    }

    @Test func detailsAreAListOfFieldsWithoutEmptyOnes() throws {
        var web = Samples.web
        (web.tags, web.owner, web.image, web.size) = (["a": "b"], "me@here", "debian-12", "small")
        (web.created, web.expires) = (Date(timeIntervalSince1970: 0), Date(timeIntervalSince1970: 3_600))
        let details = MachineDetails(info: web, addresses: ["10.0.2.15", "192.168.56.3"])
        #expect(
            try Renderer(format: .text).render(details) == """
                name         web
                id           00000000-0000-0000-0000-000000000001
                state        running
                cpus         2
                memory       2 GiB
                addresses    10.0.2.15, 192.168.56.3
                os type      Debian12_64
                description  serves
                             pages
                tags         a=b
                owner        me@here
                image        debian-12
                size         small
                created      1970-01-01T00:00:00Z
                expires      1970-01-01T01:00:00Z
                managed      yes
                host         http://localhost:18083
                settings     /machines/web.vbox
                """)
    }

    @Test func detailsForProgramsAddTheAddresses() throws {
        let text = try Renderer(format: .json).render(MachineDetails(info: Samples.web, addresses: ["10.0.2.15"]))
        #expect(text.contains("\"addresses\" : [\n    \"10.0.2.15\"\n  ]"))
        #expect(text.contains("\"memoryMiB\" : 2048"))
    }

    @Test func detailsTellWhatTheGuestAdditionsDo() throws {
        let facilities = [
            GuestAdditions.Facility(name: "Service", status: .active, updated: Date(timeIntervalSince1970: 0)),
            GuestAdditions.Facility(name: "Driver", status: .failed, updated: Date(timeIntervalSince1970: 0)),
        ]
        var additions = GuestAdditions(
            runLevel: .userland, version: "7.2.4", revision: 170_995, osType: "Debian_64", product: "Linux",
            release: "6.1", kernel: "#1", facilities: facilities)
        var details = MachineDetails(info: Samples.web, addresses: [], additions: additions)
        let text = try Renderer(format: .text).render(details)
        #expect(text.contains("additions    7.2.4 r170995, userland, Driver failed\n"))
        #expect(text.contains("guest os     Linux 6.1, Debian_64\n"))
        let json = try Renderer(format: .json).render(details)
        #expect(json.contains("\"runLevel\" : \"userland\""))
        #expect(json.contains("\"updated\" : \"1970-01-01T00:00:00Z\""))
        additions.runLevel = .none
        details.additions = additions
        #expect(!(try Renderer(format: .text).render(details)).contains("userland"))
    }

    @Test func aNameCanNotControlTheTerminal() {
        let table = Table(columns: [.init(title: "NAME")], rows: [["a\u{1B}[2J\nb"]])
        #expect(table.text == "NAME\na\u{FFFD}[2J\u{FFFD}b")
    }
}
