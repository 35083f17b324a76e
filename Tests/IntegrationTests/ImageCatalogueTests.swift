//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// A catalogue is the host's, so each test has a host of its own.
@Suite("The image catalogue", .virtualBox)
struct ImageCatalogueTests {
    private func onOwnHost(_ test: @Sendable (Fixture) async throws -> Void) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage, test)
        }
    }

    /// A raw disk with a boot signature and bytes that no other disk has.
    private func rawDisk() -> Data {
        var bytes = Data((0..<(1 << 20)).map { _ in UInt8.random(in: .min ... .max) })
        bytes[510] = 0x55
        bytes[511] = 0xAA
        return bytes
    }

    @Test("a machine is made from an image by its name, and the image stays as it was")
    func use() async throws {
        try await onOwnHost { fixture in
            let source = try await fixture.emptyImage()
            let attributes = ImageAttributes(osType: "Debian12_64", user: "debian", description: "for tests")
            let image = try await fixture.host.importImage("base", from: source, attributes)
            let digest = try Data(contentsOf: URL(filePath: image.path))
            let machine = try await fixture.host.create(fixture.name(), .small, image: .named("base"))
            try await machine.start()
            let error = try await #require(throws: VMFestError.self) { try await fixture.host.removeImage("base") }
            #expect(error.code == .inUse)
            #expect(error.message.contains(fixture.name()))
            try await machine.powerOff()
            try await machine.destroy()

            let other = Host(url: fixture.host.url)
            #expect(try await other.images() == [image])
            #expect(image.osType == "Debian12_64" && image.user == "debian" && image.description == "for tests")
            #expect(try await other.checkImage("base").finding == .good)
            #expect(try Data(contentsOf: URL(filePath: image.path)) == digest)
            try await other.removeImage("base")
            #expect(try await fixture.host.images().isEmpty)
            #expect(!FileManager.default.fileExists(atPath: image.path))
            let left = try await fixture.media()
            #expect(!left.contains(image.path))
        }
    }

    @Test(
        "a raw disk arrives byte for byte, whether VirtualBox sees its file or it has to be sent",
        arguments: [true, false])
    func content(isVisible: Bool) async throws {
        try await onOwnHost { fixture in
            let bytes = rawDisk()
            let folder = isVisible ? fixture.folder : FileManager.default.temporaryDirectory
            let source = folder.appending(path: "\(fixture.prefix)source.img")
            try bytes.write(to: source)
            defer { try? FileManager.default.removeItem(at: source) }
            let image = try await fixture.host.importImage("base", from: source.path)
            #expect(image.capacity == 1 << 20)
            let copy = fixture.path("copy.img")
            try await fixture.manage("clonemedium", "disk", image.path, copy, "--format", "RAW")
            #expect(try Data(contentsOf: URL(filePath: copy)) == bytes)
            try await fixture.manage("closemedium", "disk", copy)
            let names = try FileManager.default.contentsOfDirectory(
                atPath: URL(filePath: image.path).deletingLastPathComponent().path)
            #expect(names == ["base.vdi"])
            try await fixture.host.removeImage("base")
        }
    }

    @Test("of two imports of one name at the same time one wins and the other is told")
    func race() async throws {
        try await onOwnHost { fixture in
            let source = fixture.path("source.img")
            try rawDisk().write(to: URL(filePath: source))
            let errors = await withTaskGroup(of: (any Error)?.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        do {
                            try await Host(url: fixture.host.url).importImage("base", from: source)
                            return nil
                        } catch {
                            return error
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(errors.count { $0 == nil } == 1)
            #expect(errors.compactMap(\.self).allSatisfy { ($0 as? VMFestError)?.code == .nameTaken }, "\(errors)")
            #expect(try await fixture.host.checkImage("base").finding == .good)
            try await fixture.host.removeImage("base")
        }
    }

    @Test("the last machine on an image does not take it along, not even when VBoxManage deletes all that it is given")
    func golden() async throws {
        try await onOwnHost { fixture in
            let source = try await fixture.emptyImage()
            let image = try await fixture.host.importImage("base", from: source)
            let machine = try await fixture.host.create(fixture.name(), .small, image: .named("base"))
            try await fixture.manage("unregistervm", machine.description, "--delete")
            #expect(FileManager.default.fileExists(atPath: image.path))
            #expect(try await fixture.host.checkImage("base").finding == .good)
            try await fixture.host.removeImage("base")
        }
    }

    @Test("a base disk that was changed or is gone is found, and the image can be removed")
    func damage() async throws {
        try await onOwnHost { fixture in
            let source = try await fixture.emptyImage()
            let image = try await fixture.host.importImage("base", from: source)
            let file = try FileHandle(forUpdating: URL(filePath: image.path))
            try file.seek(toOffset: 4096)
            try file.write(contentsOf: Data([1, 2, 3]))
            try file.close()
            #expect(try await fixture.host.checkImage("base").finding == .changed)
            try FileManager.default.removeItem(atPath: image.path)
            #expect(try await fixture.host.checkImage("base").finding == .missing)
            try await fixture.host.removeImage("base")
            #expect(try await fixture.host.images().isEmpty)
        }
    }

    @Test("an image is made of a machine that is switched off, and of no other")
    func fromMachine() async throws {
        try await onOwnHost { fixture in
            let source = try await fixture.emptyImage()
            let machine = try await fixture.machine(image: .file(source))
            try await machine.start()
            let error = try await #require(throws: VMFestError.self) {
                try await fixture.host.createImage("mine", from: machine)
            }
            #expect(error.code == .invalidState)
            try await machine.powerOff()
            let image = try await fixture.host.createImage("mine", from: machine)
            #expect(image.sha256 == nil)
            #expect(image.capacity == 16 << 20)
            try await machine.destroy()
            #expect(try await fixture.host.checkImage("mine").finding == .good)
            try await fixture.host.removeImage("mine")
        }
    }

    @Test("what can not be imported leaves nothing: wrong digest, no disk, bad name, unknown OS type, cut-off import")
    func refusals() async throws {
        try await onOwnHost { fixture in
            let source = fixture.path("source.img")
            try rawDisk().write(to: URL(filePath: source))
            let page = fixture.path("page.img")
            try Data("<html><body>not found</body></html>".utf8).write(to: URL(filePath: page))
            func refused(
                _ name: String, _ source: String, _ attributes: ImageAttributes = .init(), sha256: String? = nil
            ) async throws -> VMFestError.Code {
                try await #require(throws: VMFestError.self) {
                    try await fixture.host.importImage(name, from: source, sha256: sha256, attributes)
                }.code
            }
            #expect(try await refused("a", source, sha256: String(repeating: "0", count: 64)) == .wrongDigest)
            #expect(try await refused("a", page) == .badImage)
            #expect(try await refused("a", fixture.path("none.img")) == .noSuchImage)
            #expect(try await refused("A/b", source) == .invalidArgument)
            #expect(try await refused("a", source, .init(osType: "Nope")) == .invalidArgument)
            let cut = Task { try await fixture.host.importImage("a", from: source) }
            cut.cancel()
            await #expect(throws: CancellationError.self) { try await cut.value }
            #expect(try await fixture.host.images().isEmpty)
            let media = try await fixture.media()
            #expect(media.isEmpty)
            let missing = try await #require(throws: VMFestError.self) {
                try await fixture.host.create(fixture.name(), .small, image: .named("a"))
            }
            #expect(missing.code == .noSuchImage)
            #expect(try await fixture.host.machines(.all).isEmpty)
        }
    }
}
