//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Machines that VirtualBox does not know", .virtualBox)
struct RegisterTests {
    @Test(
        "a machine that VirtualBox was told to forget comes back as it was, with its snapshot, its disks and its tags"
    )
    func backAndForth() async throws {
        try await Fixture.run { fixture in
            let spec = MachineSpec(
                memory: .mebibytes(32), networks: [.nat(forwards: [PortForward(hostPort: 0, guestPort: 80)])],
                storage: [.sata("SATA", devices: [nil, .newDisk(.mebibytes(4))])])
            let machine = try await fixture.host.create(
                fixture.name(), spec, image: .file(try await fixture.emptyImage()),
                labels: MachineLabels(tags: ["role": "web"]))
            try await machine.takeSnapshot("clean")
            let file = try await machine.info().settingsFile
            #expect(try await fixture.host.register(file) == machine)
            try await fixture.manage("unregistervm", fixture.name())
            try await fixture.refuses(.noSuchMachine) { try await machine.start() }
            #expect(try await fixture.host.register(file) == machine)
            let info = try await machine.info()
            #expect(info.tags == ["role": "web"] && info.name == fixture.name())
            #expect(try await machine.snapshots().map(\.name) == ["clean"])
            try await machine.start()
            try await machine.destroy()
            #expect(!FileManager.default.fileExists(atPath: file))
            #expect(try await fixture.media().filter { $0.contains(fixture.prefix) } == [])
        }
    }

    @Test(
        "what is no machine's file, or that of a name that is taken, is refused; so is forgetting what clones are based on"
    )
    func refused() async throws {
        try await Fixture.run { fixture in
            let spec = MachineSpec(
                memory: .mebibytes(32), networks: [], storage: [.sata("SATA", devices: [.newDisk(.mebibytes(4))])])
            let machine = try await fixture.machine("vm", spec)
            let broken = fixture.path("broken.vbox")
            try Data("<VirtualBox/>".utf8).write(to: URL(filePath: broken))
            let text = fixture.path("text.vbox")
            try Data("<Machine".utf8).write(to: URL(filePath: text))
            for wrong in [fixture.path("none.vbox"), broken, text] {
                try await fixture.refuses(.noSuchFile) { try await fixture.host.register(wrong) }
            }
            for wrong in ["web.vbox", "/VirtualBox.xml"] {
                try await fixture.refuses(.invalidArgument, "absolute") { try await fixture.host.register(wrong) }
            }
            let file = try await machine.info().settingsFile
            let copy = fixture.path("copy.vbox")
            try FileManager.default.copyItem(atPath: file, toPath: copy)
            try await fixture.refuses(.nameTaken) { try await fixture.host.register(copy) }
        }
    }
}
