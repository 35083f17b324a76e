//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// What happened to a machine's settings file while the service was down.
enum Damage: CaseIterable, Sendable {
    case truncated
    case removed
    case folderRemoved

    func happen(to file: String) throws {
        let url = URL(filePath: file)
        switch self {
        case .truncated: try Data("<VirtualBox".utf8).write(to: url)
        case .removed: try FileManager.default.removeItem(at: url)
        case .folderRemoved: try FileManager.default.removeItem(at: url.deletingLastPathComponent())
        }
    }
}

@Suite("Inaccessible machines", .virtualBox)
struct InaccessibleTests {
    @Test("they are listed, refuse every verb but destroy, and are destroyed", arguments: Damage.allCases)
    func damaged(_ damage: Damage) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let image = try await fixture.emptyImage()
                let spec = MachineSpec(
                    memory: .mebibytes(32), networks: [],
                    storage: [.sata("SATA", devices: [nil, .newDisk(.mebibytes(4))])],
                    serialPorts: [SerialPort(file: "console.log")])
                let machine = try await fixture.machine("vm", spec, image: .file(image))
                try await machine.start()
                try await fixture.manage("snapshot", machine.description, "take", "live", "--live")
                try await machine.save()
                let file = try await machine.info().settingsFile
                try await service.down()
                try damage.happen(to: file)
                try await service.up()

                let infos = try await fixture.host.inventory(.all)
                let info = try #require(infos.first { $0.machine == machine })
                #expect(info.state == .inaccessible)
                #expect(info.name == fixture.name())
                #expect(info.error?.isEmpty == false)
                #expect(info.settingsFile == file)
                #expect(try await machine.state() == .inaccessible)
                let verbs: [@Sendable () async throws -> Void] = [
                    { try await machine.start() }, { try await machine.pause() }, { try await machine.resume() },
                    { try await machine.stop() }, { try await machine.powerOff() }, { try await machine.reset() },
                    { try await machine.save() },
                ]
                for verb in verbs {
                    let error = try await #require(throws: VMFestError.self) { try await verb() }
                    #expect(error.code == .inaccessible, "\(error)")
                    #expect(error.message.contains("destroyed or repaired"))
                }
                try await machine.destroy()
                #expect(try await fixture.host.inventory(.all).isEmpty)
                let left = try? FileManager.default.subpathsOfDirectory(
                    atPath: URL(filePath: file).deletingLastPathComponent().path)
                #expect(left == nil, "what is the machine's own is gone")
                #expect(FileManager.default.fileExists(atPath: image))
                #expect(try await fixture.ownMedia().isEmpty)
                try await machine.destroy()
                // The name is free again.
                try await fixture.machine("vm", spec, image: .file(image)).destroy()
            }
        }
    }
}
