//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// Two clients of one host who do not know of each other.
@Suite("Racing clients", .virtualBox)
struct RacingClientsTests {
    @Test("both see the same images, sizes and machines at once")
    func sameView() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let (one, other) = (Host(url: service.url), Host(url: service.url))
                let image = try await one.importImage("base", from: try await fixture.emptyImage())
                #expect(try await other.images() == [image])
                let size = Size(name: "own", cpus: 1, memory: .mebibytes(64))
                try await other.addSize(size)
                #expect(try await one.size(named: "own") == size)
                let machines = try await one.run("base", size: size, count: 2, RunOptions(name: fixture.name("web")))
                let seen = try await other.inventory()
                #expect(Set(seen.map(\.machine)) == Set(machines))
                try await seen[0].machine.tag(["role": "db"])
                let filter = try MachineFilter("role=db")
                #expect(try await one.inventory(where: [filter]).map(\.machine) == [seen[0].machine])
            }
        }
    }

    @Test("imports, runs and removals of one image at the same time leave a host on which all is well")
    func race() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let source = try await fixture.emptyImage()
                let url = service.url
                for round in 0..<8 {
                    // Runs meet an image that is there, or one that is on its way.
                    if round % 2 == 0 { try await Host(url: url).importImage("base", from: source) }
                    let errors = await withTaskGroup(of: (any Error)?.self) { group in
                        for client in 0..<2 {
                            let host = Host(url: url)
                            let name = fixture.name("\(round)-\(client)")
                            group.addTask { await Self.error { try await host.importImage("base", from: source) } }
                            group.addTask {
                                await Self.error {
                                    try await host.run("base", size: .nano, count: 2, RunOptions(name: name))
                                }
                            }
                            group.addTask { await Self.error { try await host.removeImage("base") } }
                        }
                        return await group.reduce(into: []) { if let error = $1 { $0.append(error) } }
                    }
                    // Who was too late is told so; nothing else may go wrong.
                    for error in errors {
                        let code = (error as? VMFestError)?.code
                        #expect(code == .noSuchImage || code == .nameTaken || code == .inUse, "\(error)")
                    }
                    let host = Host(url: url)
                    #expect(try await host.leftovers() == [])
                    let images = try await host.images()
                    for image in images {
                        let check = try await host.checkImage(image.name)
                        #expect(check.finding == .good, "\(check)")
                    }
                    let infos = try await host.inventory()
                    for info in infos { #expect(info.state == .running) }
                    for info in infos { try await info.machine.destroy() }
                    if !images.isEmpty { try await host.removeImage("base") }
                    let media = try await fixture.media()
                    #expect(media == [])
                }
            }
        }
    }

    /// VirtualBox's server process hangs for ever when a disk is closed in the moment in which somebody begins to copy it.
    @Test(
        "of several who import one file at once the last has VirtualBox forget it, and no one before",
        arguments: [true, false])
    func oneSource(inOneProgram: Bool) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let (raw, source) = (fixture.path("source.img"), fixture.path("source.vdi"))
                var generator = SystemRandomNumberGenerator()
                let words: [UInt64] = (0..<(2 << 20)).map { _ in generator.next() }
                try words.withUnsafeBytes { Data($0) }.write(to: URL(filePath: raw))
                try await service.manage("convertfromraw", raw, source)
                let program = VMFestProgram(url: service.url)
                for _ in 0..<5 {
                    let names = (0..<6).map { fixture.name("image\($0)") }
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for name in names {
                            group.addTask {
                                guard !inOneProgram else {
                                    try await Host(url: service.url).importImage(name, from: source)
                                    return
                                }
                                #expect(try await program.begin("image", "import", name, source).end() == 0)
                            }
                        }
                        try await group.waitForAll()
                    }
                    #expect(try await !fixture.media().contains(source))
                    for name in names { try await fixture.host.removeImage(name) }
                }
            }
        }
    }

    private static func error<Value>(_ work: () async throws -> Value) async -> (any Error)? {
        do {
            _ = try await work()
            return nil
        } catch {
            return error
        }
    }
}
