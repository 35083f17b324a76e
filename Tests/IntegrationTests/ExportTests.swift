//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Exports", .virtualBox)
struct ExportTests {
    private func machine(_ fixture: Fixture) async throws -> Machine {
        let spec = MachineSpec(memory: .mebibytes(32), networks: [], storage: [.sata("SATA", devices: [])])
        return try await fixture.machine("vm", spec, image: .file(fixture.emptyImage()))
    }

    /// The names of the files in the test's folder that have to do with exports.
    private func files(_ fixture: Fixture) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path).filter { $0.hasSuffix(".ova") }
    }

    @Test("VBoxManage reads the file, an image can be made of it, and the machine is as it was")
    func readable() async throws {
        try await Fixture.run { fixture in
            let machine = try await machine(fixture)
            let before = try await fixture.manage.info(machine.description)
            try await machine.export(to: fixture.path("web.ova"))
            #expect(try files(fixture) == ["web.ova"])
            let listing = try await fixture.manage("import", fixture.path("web.ova"), "--dry-run")
            #expect(listing.contains(fixture.name("vm")), "\(listing)")
            #expect(try await fixture.manage.info(machine.description) == before)
            let name = fixture.name("image")
            let image = try await fixture.host.importImage(name, from: fixture.path("web.ova"))
            #expect(image.capacity == 16 << 20)
            try await fixture.host.removeImage(name)
        }
    }

    @Test("what can not be written is refused, and nothing is touched")
    func refusals() async throws {
        try await Fixture.run { fixture in
            let machine = try await machine(fixture)
            let path = fixture.path("there.ova")
            try Data("mine".utf8).write(to: URL(filePath: path))
            func code(_ path: String) async throws -> VMFestError.Code {
                try await #require(throws: VMFestError.self) { try await machine.export(to: path) }.code
            }
            #expect(try await code(path) == .nameTaken)
            #expect(try Data(contentsOf: URL(filePath: path)) == Data("mine".utf8))
            #expect(try await code("relative.ova") == .invalidArgument)
            #expect(try await code(fixture.path("web.zip")) == .invalidArgument)
            #expect(try await code(fixture.path("none/web.ova")) == .noSuchFile)
            try await machine.start()
            #expect(try await code(fixture.path("web.ova")) == .invalidState)
            #expect(try files(fixture) == ["there.ova"])
        }
    }

    @Test("a cancelled export leaves no file of its own, and takes none away that somebody else made", arguments: 0..<6)
    func cancelled(moment: Int) async throws {
        try await Fixture.run { fixture in
            let machine = try await machine(fixture)
            let path = fixture.path("web.ova")
            let start = fixture.host.callCount
            let export = Task { try await machine.export(to: path) }
            for _ in 0..<500 where fixture.host.callCount < start + 6 + moment * 2 {
                try await Task.sleep(for: .milliseconds(1))
            }
            let theirs = Data("theirs".utf8)
            let isTheirs = (try? theirs.write(to: URL(filePath: path), options: .withoutOverwriting)) != nil
            export.cancel()
            let isWhole = (try? await export.value) != nil
            #expect(try files(fixture) == ["web.ova"])
            #expect(isTheirs != isWhole)
            #expect(try (Data(contentsOf: URL(filePath: path)) == theirs) == isTheirs)
        }
    }
}
