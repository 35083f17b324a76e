//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// Sizes are the host's, so each test has a host of its own.
@Suite("Sizes", .virtualBox)
struct HostSizesTests {
    private func onOwnHost(_ test: @Sendable (Fixture) async throws -> Void) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage, test)
        }
    }

    @Test("a size that one client adds is another's, too, until it is removed; names are never taken twice")
    func added() async throws {
        try await onOwnHost { fixture in
            let size = Size(name: "db", cpus: 1, memory: .mebibytes(48), disk: .mebibytes(32))
            try await fixture.host.addSize(size)
            let other = Host(url: fixture.host.url)
            #expect(try await other.size(named: "db") == size)
            #expect(try await other.sizes().last == size)
            #expect(try await other.sizes().count == 7)
            let twice = try await #require(throws: VMFestError.self) { try await other.addSize(size) }
            #expect(twice.code == .nameTaken)
            let builtIn = try await #require(throws: VMFestError.self) { try await other.addSize(.small) }
            #expect(builtIn.code == .nameTaken)
            let bad = try await #require(throws: VMFestError.self) {
                try await other.addSize(Size(name: "A b", cpus: 0, memory: .mebibytes(1)))
            }
            #expect(bad.code == .invalidArgument)
            #expect(bad.problems.count == 3)
            let stays = try await #require(throws: VMFestError.self) { try await other.removeSize("nano") }
            #expect(stays.code == .invalidArgument)
            try await other.removeSize("db")
            for name in ["db", "A b"] {
                let none = try await #require(throws: VMFestError.self) { try await fixture.host.removeSize(name) }
                #expect(none.code == .noSuchSize)
            }
            let gone = try await #require(throws: VMFestError.self) { try await fixture.host.size(named: "db") }
            #expect(gone.code == .noSuchSize)
            #expect(gone.message.contains("xlarge"))
        }
    }

    @Test("of many in one program that add a size of one name, one wins and the others are told")
    func race() async throws {
        try await onOwnHost { fixture in
            let wins = await withTaskGroup(of: Bool.self) { group in
                for cpus in 1...8 {
                    group.addTask {
                        let size = Size(name: "db", cpus: min(cpus, 1), memory: .mebibytes(64 + cpus))
                        return (try? await Host(url: fixture.host.url).addSize(size)) != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(wins == 1)
            try await fixture.host.removeSize("db")
        }
    }

    @Test("an image's size and least disk are its machines', and an image for ARM is refused before anything is made")
    func images() async throws {
        try await onOwnHost { fixture in
            let source = try await fixture.emptyImage()
            let missing = try await #require(throws: VMFestError.self) {
                try await fixture.host.importImage("base", from: source, ImageAttributes(size: "none"))
            }
            #expect(missing.code == .noSuchSize)
            let image = try await fixture.host.importImage(
                "base", from: source, ImageAttributes(size: "nano", minimumDisk: .mebibytes(24)))
            #expect(image.size == "nano" && image.minimumDisk == 24 << 20)
            let spec = try Size.nano.spec(for: image) { $0.networks = [] }
            #expect(spec.bootDisk.size == .mebibytes(24))
            _ = try await fixture.host.create(fixture.name("a"), spec, image: .named("base"))
            // Also where the spec does not say so.
            _ = try await fixture.host.create(fixture.name("b"), .small, image: .named("base"))
            for name in ["a", "b"] {
                let capacity = try await fixture.capacity(ofBootDiskOf: fixture.name(name))
                #expect(capacity == 24)
            }
            let less = try await #require(throws: VMFestError.self) {
                var spec = MachineSpec.small
                spec.bootDisk.size = .mebibytes(20)
                _ = try await fixture.host.create(fixture.name("c"), spec, image: .named("base"))
            }
            #expect(less.code == .invalidSpec)
            try await fixture.host.importImage("arm", from: source, ImageAttributes(architecture: .arm))
            let other = try await #require(throws: VMFestError.self) {
                try await fixture.host.create(fixture.name("d"), .small, image: .named("arm"))
            }
            #expect(other.code == .notSupported)
            #expect(other.message.contains("ARM") && other.message.contains("x86"))
            #expect(try await fixture.host.machines(.all).count == 2)
            for machine in try await fixture.host.machines() { try await machine.destroy() }
            for name in ["base", "arm"] { try await fixture.host.removeImage(name) }
        }
    }
}
