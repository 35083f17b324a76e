//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Renaming machines", .virtualBox)
struct RenameTests {
    @Test(
        "a machine with disks on an image, a snapshot, a seed disc, a console and a forward is moved whole",
        arguments: [(false, "new"), (true, "n\u{fc} 'x: y")])
    func whole(isSaved: Bool, name: String) async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage()
            let spec = MachineSpec(
                memory: .mebibytes(32), networks: [.nat(forwards: [PortForward(hostPort: 0, guestPort: 80)])],
                storage: [.sata("SATA", devices: [nil, .newDisk(.mebibytes(4))])],
                serialPorts: [SerialPort(file: "console.log")])
            let machine = try await fixture.host.create(
                fixture.name("old"), spec, image: .file(image), firstBoot: FirstBoot(hostName: "seeded"),
                labels: MachineLabels(tags: ["role": "web"]))
            let old = URL(filePath: try await machine.info().settingsFile).deletingLastPathComponent()
            try await machine.takeSnapshot("clean")
            if isSaved {
                try await machine.start()
                try await machine.save()
            }
            try await machine.rename(to: fixture.name(name))
            let info = try await machine.info()
            let new = URL(filePath: info.settingsFile).deletingLastPathComponent()
            #expect(info.name == fixture.name(name) && new.lastPathComponent == info.name)
            #expect(info.tags == ["role": "web"] && info.state == (isSaved ? .saved : .off))
            #expect(try await fixture.host.machine(named: info.name) == machine)
            #expect(!FileManager.default.fileExists(atPath: old.path))
            let values = try #require(try await fixture.manage.info(info.name))
            #expect(
                !values.values.contains { $0.contains(old.path) }, "\(values.filter { $0.value.contains(old.path) })")
            #expect(values["uartmode1"] == "file,\(new.path)/console.log")
            #expect(try await fixture.media().filter { $0.hasPrefix(old.path + "/") } == [])
            try await machine.start()
            try await machine.powerOff()
            try await machine.restore("clean")
            try await machine.start()
            try await machine.destroy()
            #expect(!FileManager.default.fileExists(atPath: new.path))
            #expect(try await fixture.media().filter { $0.contains(fixture.prefix) } == [])
        }
    }

    @Test("what can not be a machine's name, or is another's, is refused, and so is a machine that runs")
    func refused() async throws {
        try await Fixture.run { fixture in
            let (one, other) = (try await fixture.machine("one"), try await fixture.machine("other"))
            let name = fixture.name("other")
            try await fixture.refuses(.nameTaken, "choose another name") { try await one.rename(to: name) }
            for wrong in ["", "a/b", "a\nb", ".."] {
                try await fixture.refuses(.invalidArgument) { try await one.rename(to: wrong) }
            }
            try await other.rename(to: name)
            try await one.start()
            try await fixture.refuses(.invalidState, "stop it first") { try await one.rename(to: fixture.name("new")) }
            #expect(try await one.info().name == fixture.name("one"))
            try await other.destroy()
            try await fixture.refuses(.noSuchMachine) { try await other.rename(to: fixture.name("new")) }
        }
    }

    @Test("a linked clone of a machine that was renamed starts, also when the server was started anew")
    func clone() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let spec = MachineSpec(
                    memory: .mebibytes(32), networks: [], storage: [.sata("SATA", devices: [.newDisk(.mebibytes(4))])])
                let machine = try await fixture.machine("old", spec)
                try await machine.takeSnapshot("base")
                let clone = try await machine.clone(as: fixture.name("clone"), of: "base", .linked)
                try await machine.rename(to: fixture.name("new"))
                try await service.down()
                try await service.up()
                for each in [machine, clone] {
                    try await each.start()
                    try await each.powerOff()
                }
            }
        }
    }
}
