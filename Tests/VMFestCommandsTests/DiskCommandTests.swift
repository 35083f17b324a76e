//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import Testing

@testable import VMFest
@testable import VMFestCommands

struct DiskCommandTests {
    private func parse<Command>(_ words: String..., as type: Command.Type = Command.self) throws -> Command {
        try #require(try VMFestCommand.parseAsRoot(words) as? Command)
    }

    @Test func createTakesFormAndType() throws {
        let usual = try parse("disk", "create", "data", "20GiB", as: DiskCreate.self)
        #expect(usual.name == "data" && usual.size == .gibibytes(20) && usual.type == .writeThrough)
        #expect(usual.form.format == nil && usual.form.isFixed == nil)
        let create = try parse(
            "disk", "create", "data", "512", "--format", "VMDK", "--fixed", "--type", "multi-attach",
            as: DiskCreate.self)
        #expect(create.size == .mebibytes(512) && create.type == .multiAttach)
        #expect(create.form.format == .vmdk && create.form.isFixed == true)
        for words in [["data"], ["data", "0"], ["data", "1", "--type", "odd"], ["data", "1", "--format", "raw"]] {
            #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["disk", "create"] + words) }
        }
    }

    @Test func aSlotIsAControllerAndANumber() throws {
        let attach = try parse("disk", "attach", "data", "web", "--at", "SATA:2", as: DiskAttach.self)
        #expect(attach.disk.name == "data" && attach.machine == "web" && attach.at == StorageSlot("SATA", 2))
        #expect(try parse("disk", "attach", "data", "web", as: DiskAttach.self).at == nil)
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["disk", "attach", "d", "m", "--at", "2"]) }
        let insert = try parse("dvd", "insert", "web", "/a.iso", "--at", "IDE:0", "--force", as: DVDInsert.self)
        #expect(insert.path == "/a.iso" && insert.drive.at == StorageSlot("IDE", 0) && insert.drive.force)
        #expect(try !parse("dvd", "eject", "web", as: DVDEject.self).drive.force)
    }

    @Test func aConversionSaysToWhat() throws {
        #expect(try parse("disk", "convert", "data", "--dynamic", as: DiskConvert.self).form.isFixed == false)
        for words in [[], ["--fixed", "--dynamic"]] {
            #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["disk", "convert", "data"] + words) }
        }
        let clone = try parse("disk", "clone", "data", "two", "--format", "vhd", as: DiskClone.self)
        #expect(clone.copy == "two" && clone.form.format == .vhd && clone.type == nil)
        #expect(try parse("disk", "type", "data", "immutable", as: DiskTypeCommand.self).type == .immutable)
        #expect(try parse("disk", "grow", "data", "2TiB", as: DiskGrow.self).size == DataSize(bytes: 2 << 40))
        #expect(try parse("disk", "rm", "a", "b", "--foreign", as: DiskRemove.self).names == ["a", "b"])
        #expect(try parse("disk", "ls", "--all", as: DiskList.self).areAll)
    }

    @Test func aDiskIsShownWithWhoNeedsIt() throws {
        let disk = Disk(host: Samples.host, id: Samples.machine(7).id)
        var info = DiskInfo(
            disk: disk, name: "data", path: "/d/data.vdi", format: "VDI", isFixed: true, type: .normal,
            capacity: .mebibytes(8), fileSize: .mebibytes(9), state: .inUse, isManaged: true)
        info.users = [
            .init(machine: Samples.machine(1), name: "web", isAttached: true, isDirect: true),
            .init(machine: Samples.machine(2), name: "old", isAttached: false, isDirect: false),
        ]
        #expect(
            DiskTable(disks: [info]).text == """
                NAME   SIZE   FILE  FORMAT      TYPE    STATE   MACHINES
                data  8 MiB  9 MiB  VDI, fixed  normal  in-use  web
                """)
        let text = DiskDetails(info: info).text
        #expect(text.contains("machines   web\n           old (in snapshots)"), "\(text)")
        let json = try Renderer(format: .json).render(DiskDetails(info: info))
        #expect(json.contains(#""capacity" : 8388608"#) && json.contains(#""attached" : false"#), "\(json)")
        #expect(DiskTable(disks: [info]).identifiers == ["\(disk)"])
        info.passwordID = "vmfest-7"
        #expect(DiskTable(disks: [info]).text.contains("VDI, fixed, encrypted"))
        #expect(DiskDetails(info: info).text.contains("yes; its password's name is vmfest-7"))
        #expect(try Renderer(format: .json).render(DiskDetails(info: info)).contains(#""passwordId" : "vmfest-7""#))
    }
}
