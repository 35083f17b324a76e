//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("A create that fails leaves nothing", .virtualBox)
struct CreateFailureTests {
    /// Creates a machine, expects an error, and expects that nothing is there that was not there before.
    private func failure(
        _ fixture: Fixture, _ spec: MachineSpec = .small, image: Image? = nil, keeping file: String? = nil
    ) async throws -> VMFestError {
        let before = try await fixture.ownMedia()
        let error = try await #require(throws: VMFestError.self) {
            try await fixture.host.create(fixture.name(), spec, image: image)
        }
        #expect(error.cleanUpFailures.isEmpty, "\(error)")
        #expect(try await fixture.host.inventory(.all).allSatisfy { $0.name != fixture.name() })
        #expect(try await fixture.ownMedia() == before)
        if file == nil { #expect(try await fixture.remains() == nil) }
        return error
    }

    @Test("a missing image and one that is no disk are named, with VirtualBox's words")
    func wrongImages() async throws {
        try await Fixture.run { fixture in
            let missing = try await failure(fixture, image: .file(fixture.path("missing.vdi")))
            #expect(missing.code == .noSuchImage)
            #expect(missing.message.contains("missing.vdi"))
            let text = fixture.path("text.vdi")
            try Data("this is no disk".utf8).write(to: URL(filePath: text))
            let other = try await failure(fixture, image: .file(text))
            #expect(other.code == .noSuchImage)
            #expect(!other.complaints.isEmpty)
            #expect(try await failure(fixture, image: .file("relative.vdi")).code == .noSuchImage)
        }
    }

    @Test("a missing data disk, DVD or floppy undoes the disk on the image and a new disk too")
    func missingMedia() async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage()
            let spec = MachineSpec(
                memory: .mebibytes(32), networks: [],
                storage: [.sata("SATA", devices: [nil, .newDisk(.mebibytes(4))]), .floppy("F"), .ide("IDE")])
            for (controller, device) in [
                (0, StorageDevice.disk(fixture.path("none.vdi"))), (1, .floppy(fixture.path("none.img"))),
                (2, .dvd(fixture.path("none.iso"))),
            ] {
                var spec = spec
                spec.storage[controller].devices.append(device)
                let error = try await failure(fixture, spec, image: .file(image))
                #expect(error.code == .noSuchImage)
                #expect(error.message.contains(fixture.path("none")))
            }
        }
    }

    @Test("a disk in two slots of the machine is refused by VirtualBox at the last step")
    func diskTwice() async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage()
            let data = StorageDevice.disk(try await fixture.emptyImage("data.vdi"))
            var spec = MachineSpec.small
            spec.storage = [.sata("SATA", devices: [nil, .newDisk(.mebibytes(4)), data, data])]
            _ = try await failure(fixture, spec, image: .file(image))
            #expect(FileManager.default.fileExists(atPath: fixture.path("data.vdi")))
        }
    }

    @Test("a file of the disk's name stands in the way, and is not overwritten")
    func leftoverDisk() async throws {
        try await Fixture.run { fixture in
            let folder = try await fixture.machineFolder()
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let file = folder + "/" + fixture.name() + ".vdi"
            try Data("mine".utf8).write(to: URL(filePath: file))
            _ = try await failure(fixture, image: .file(try await fixture.emptyImage()), keeping: file)
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [fixture.name() + ".vdi"])
            try FileManager.default.removeItem(atPath: folder)
        }
    }

    @Test("a name that is taken, by whichever client and group, is an error and never an overwrite")
    func takenName() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let info = try await machine.info()
            let error = try await #require(throws: VMFestError.self) { try await fixture.machine() }
            #expect(error.code == .nameTaken)
            #expect(try await machine.info() == info)
            try await fixture.manage("createvm", "--name", fixture.name("other"), "--register")
            let other = try await #require(throws: VMFestError.self) { try await fixture.machine("other") }
            #expect(other.code == .nameTaken)
        }
    }

    @Test("a settings file that an unregistered machine left is not overwritten")
    func leftoverSettings() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let file = try await machine.info().settingsFile
            try await fixture.manage("unregistervm", machine.description)
            let content = try Data(contentsOf: URL(filePath: file))
            let error = try await failure(fixture, keeping: file)
            #expect(error.code == .nameTaken)
            #expect(try Data(contentsOf: URL(filePath: file)) == content)
            try FileManager.default.removeItem(at: URL(filePath: file).deletingLastPathComponent())
        }
    }

    @Test("of 8 creates of one name exactly one succeeds, the others find the name taken", arguments: [false, true])
    func race(hasImage: Bool) async throws {
        try await Fixture.run { fixture in
            let image: Image? = hasImage ? .file(try await fixture.emptyImage()) : nil
            for _ in 0..<5 {
                let results = await withTaskGroup(of: Result<Machine, any Error>.self) { group in
                    for _ in 0..<8 {
                        group.addTask {
                            do {
                                return .success(try await fixture.machine(image: image))
                            } catch {
                                return .failure(error)
                            }
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                let winners = results.compactMap { try? $0.get() }
                #expect(winners.count == 1)
                for case .failure(let error) in results {
                    let failure = try #require(error as? VMFestError)
                    #expect(failure.code == .nameTaken, "\(failure)")
                    #expect(failure.cleanUpFailures.isEmpty, "\(failure)")
                }
                let winner = try #require(winners.first)
                let disks = try await fixture.ownMedia().filter { $0.hasSuffix("/" + fixture.name() + ".vdi") }
                #expect(disks.count == (hasImage ? 1 : 0))
                try await winner.start()
                try await winner.destroy()
                #expect(try await !fixture.hasMachineFolder())
                #expect(try await fixture.ownMedia().isEmpty)
            }
        }
    }
}

extension Fixture {
    /// The folder that a machine of this test has, or would have.
    func machineFolder(_ suffix: String = "vm") async throws -> String {
        let lines = try await manage("list", "systemproperties").split(whereSeparator: \.isNewline)
        let line = try #require(lines.first { $0.hasPrefix("Default machine folder:") })
        return line.dropFirst("Default machine folder:".count).trimmingCharacters(in: .whitespaces)
            + "/vmfest/" + name(suffix)
    }

    /// What is in that folder; nil when there is none.
    func remains(_ suffix: String = "vm") async throws -> [String]? {
        try? FileManager.default.subpathsOfDirectory(atPath: try await machineFolder(suffix))
    }

    /// The paths of this test's disks that VirtualBox knows.
    ///
    /// VBoxManage stumbles over disks that somebody else removes while it lists them; then it is asked again.
    func ownMedia() async throws -> Set<String> {
        for _ in 0..<20 {
            if let media = try? await manage.attempt(["list", "hdds"]), media.succeeded {
                let lines = media.output.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("Location:") }
                return Set(
                    lines.map { $0.dropFirst("Location:".count).trimmingCharacters(in: .whitespaces) }
                        .filter { $0.contains(prefix) })
            }
        }
        return Set(try await media().filter { $0.contains(prefix) })
    }

    /// Whether there is a folder of that machine's.
    func hasMachineFolder(_ suffix: String = "vm") async throws -> Bool {
        FileManager.default.fileExists(atPath: try await machineFolder(suffix))
    }
}
