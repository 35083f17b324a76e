//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

import struct VMFest.Host

@Suite("Disks whose making is killed", .virtualBox)
struct KilledDiskTests {
    private func notes(_ fixture: Fixture) async throws -> [String] {
        try await WebService(.init(url: fixture.host.url)).withVirtualBox { scope in
            try await scope.box.getExtraDataKeys().filter { $0.hasPrefix("vmfest/") }
        }
    }

    @Test("at whatever moment it is killed, after the next gc the disk is whole or nothing of it is left")
    func killed() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let program = VMFestProgram(url: service.url)
                let source = try await fixture.host.createDisk(
                    fixture.name("source"), .mebibytes(256), DiskOptions(fixed: true))
                let folder = URL(filePath: try await source.info().path).deletingLastPathComponent().path
                let before = try await notes(fixture)
                let arguments = ["disk", "clone", fixture.name("source"), fixture.name("copy")]
                let start = ContinuousClock.now
                let whole = try program.begin(arguments[0], arguments[1], arguments[2], arguments[3])
                #expect(await whole.end() == 0)
                let usual = start.duration(to: .now)
                try await fixture.host.disk(fixture.name("copy")).remove()
                for round in 1...6 {
                    let run = try program.begin(arguments[0], arguments[1], arguments[2], arguments[3])
                    try await Task.sleep(for: usual * Double.random(in: 0..<1))
                    run.kill()
                    _ = await run.end()
                    let leftovers = try await fixture.host.leftovers()
                    let failures = try await fixture.host.remove(leftovers)
                    #expect(failures.isEmpty, "round \(round): \(failures)")
                    for info in try await fixture.host.disks() where info.disk != source {
                        #expect(info.state == .ready && info.capacity == .mebibytes(256), "round \(round): \(info)")
                        try await info.disk.remove()
                    }
                    #expect(
                        try FileManager.default.contentsOfDirectory(atPath: folder).count == 1,
                        "round \(round), after \(leftovers)")
                    #expect(try await fixture.media().count == 1, "round \(round), after \(leftovers)")
                    #expect(try await notes(fixture) == before, "round \(round), after \(leftovers)")
                    #expect(try await source.info().state == .ready)
                }
            }
        }
    }
}
