//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import TestSupport
import Testing
import VirtualBoxAPI

@testable import VMFest
@testable import VirtualBox

struct MachineRemovalTests {
    private typealias Answer = ScriptedChannel.Answer

    /// A disk that VirtualBox hands over when the machine is unregistered.
    private struct Disk {
        var id: String
        var location: String
        var users: [String] = []
        var children: [String] = []
    }

    private func channel(_ disks: [Disk], files: String? = nil, present: [String] = []) -> ScriptedChannel {
        func list(_ texts: [String]) -> Answer { .elements(texts.map { .init(name: "returnval", text: $0) }) }
        var script: [String: [Answer]] = [
            "IMachine_getSettingsFilePath": [.value("/vms/web/web.vbox")],
            "IMachine_getAccessible": [.value("true")],
            "IMachine_getExtraData vmfest/machine": [.value(files.map { #"{"files":\#($0)}"# })],
            "IVirtualBox_getExtraDataKeys": [list(["vmfest/ports/tcp-20000/key", "vmfest/ports/tcp-20001/other"])],
            "IVirtualBox_setExtraData vmfest/ports/tcp-20000/key": [.elements([])],
            "IMachine_getCurrentSnapshot": [.value(nil)],
            "IMachine_getSnapshotFolder": [.value("/snapshots/web")],
            "IMachine_unregister": [list(disks.map(\.id))],
            "IMachine_deleteConfig": [.value("progress")],
            "IVirtualBox_createAppliance": [.value("appliance")],
            "IAppliance_createVFSExplorer": [.value("explorer")],
            "IVFSExplorer_update": [.value("progress")],
            "IVFSExplorer_entryList": [
                .elements(
                    present.map { .init(name: "names", text: $0) }
                        + present.map { _ in .init(name: "types", text: "6") })
            ],
            "IVFSExplorer_remove": [.value("progress")],
            "IProgress_waitForCompletion": [.elements([])],
            "IProgress_getCompleted": [.value("true")],
            "IProgress_getResultCode": [.value("0")],
        ]
        for disk in disks {
            script["IMedium_getId \(disk.id)"] = [.value(disk.id)]
            script["IMedium_getLocation \(disk.id)"] = [.value(disk.location)]
            script["IMedium_getMachineIds \(disk.id)"] = [list(disk.users)]
            script["IMedium_getChildren \(disk.id)"] = [list(disk.children)]
        }
        return ScriptedChannel(script)
    }

    private func remove(_ channel: ScriptedChannel) async throws {
        try await MachineRemoval(
            scope: .scripted(channel), machine: channel.object("machine"), key: "key", deadline: .never
        ).run()
    }

    private func deleted(_ disks: Disk...) async throws -> [String] {
        let channel = channel(disks)
        try await remove(channel)
        let call = try #require(channel.calls(of: "IMachine_deleteConfig").first)
        return call.parameters.filter { $0.name == "media" }.map(\.text)
    }

    @Test("Disks in the machine's folder are deleted, the others are left alone")
    func ownDisks() async throws {
        let media = try await deleted(
            Disk(id: "d-1", location: "/vms/web/web.vdi"), Disk(id: "d-2", location: "/images/debian.vdi"),
            Disk(id: "d-3", location: "/vms/web/Snapshots/s.vdi"), Disk(id: "d-4", location: "/vms/web2/web2.vdi"))
        #expect(media == ["d-1", "d-3"])
    }

    @Test("A disk that another machine uses is left alone")
    func usedDisk() async throws {
        #expect(try await deleted(Disk(id: "d-1", location: "/vms/web/web.vdi", users: ["other"])).isEmpty)
    }

    @Test("A disk on which another is based is deleted only together with that one")
    func baseDisk() async throws {
        let base = Disk(id: "base", location: "/vms/web/base.vdi", children: ["child"])
        #expect(try await deleted(Disk(id: "child", location: "/vms/web/child.vdi"), base) == ["child", "base"])
        #expect(try await deleted(Disk(id: "child", location: "/elsewhere/child.vdi"), base).isEmpty)
        #expect(try await deleted(base).isEmpty)
    }

    @Test("Of a folder of snapshots elsewhere only what VirtualBox put there is deleted")
    func snapshotFolder() async throws {
        let media = try await deleted(
            Disk(id: "d-1", location: "/snapshots/web/{d-1}.vdi"), Disk(id: "d-2", location: "/snapshots/web/data.vdi"),
            Disk(id: "d-3", location: "/snapshots/web/in/{d-3}.vdi"), Disk(id: "d-4", location: "/snapshots/{d-4}.vdi"))
        #expect(media == ["d-1"])
    }

    @Test("The machine's ports are given back, those of others are not")
    func ports() async throws {
        let channel = channel([])
        try await remove(channel)
        let notes = channel.calls(of: "IVirtualBox_setExtraData").map { [$0.parameter("key"), $0.parameter("value")] }
        #expect(notes == [["vmfest/ports/tcp-20000/key", ""]])
    }

    @Test("Noted files that are there are removed from the machine's folder")
    func files() async throws {
        let channel = channel([], files: #"["com1.log","com2.log"]"#, present: ["com1.log"])
        try await remove(channel)
        #expect(channel.calls(of: "IAppliance_createVFSExplorer").first?.parameter("URI") == "file:///vms/web/")
        let names = channel.calls(of: "IVFSExplorer_remove").map { $0.parameters.filter { $0.name == "names" } }
        #expect(names.map { $0.map(\.text) } == [["com1.log"]])
    }

    @Test("Without noted files no folder is looked into")
    func noFiles() async throws {
        let channel = channel([])
        try await remove(channel)
        #expect(channel.calls(of: "IVirtualBox_createAppliance").isEmpty)
        #expect(channel.calls.map(\.operation).contains("IMachine_deleteConfig"))
    }
}
