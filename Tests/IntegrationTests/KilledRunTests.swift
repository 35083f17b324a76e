//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

import struct VMFest.Host

@Suite("Runs that are killed", .virtualBox)
struct KilledRunTests {
    /// How often a run is killed; more than usual where somebody says so.
    private static let rounds = ProcessInfo.processInfo.environment["VMFEST_KILLS"].flatMap { Int($0) } ?? 8

    /// Everything that VMFest could leave on a host that has one image.
    private func remains(on fixture: Fixture, beside image: ImageInfo) async throws -> [String] {
        var remains = try await fixture.host.machines(.all).map { "machine \($0)" }
        remains += try await fixture.media().filter { $0 != image.path }.map { "medium \($0)" }
        let folder = URL(filePath: image.path).deletingLastPathComponent().deletingLastPathComponent()
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        remains += files.filter { $0.hasPrefix("vmfest") && $0.contains(".") && !image.path.hasSuffix($0) }
        let keys = try await WebService(.init(url: fixture.host.url)).withVirtualBox { scope in
            try await scope.box.getExtraDataKeys().filter { $0.hasPrefix("vmfest/") && !$0.hasPrefix("vmfest/images/") }
        }
        return remains + keys
    }

    @Test("at whatever moment a run is killed, after the next gc nothing of it is left, and the image is as it was")
    func killed() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let image = try await fixture.host.importImage("base", from: try await fixture.emptyImage())
                let digest = try Data(contentsOf: URL(filePath: image.path))
                let program = VMFestProgram(url: service.url)
                let start = ContinuousClock.now
                let whole = try program.begin("run", "base", "-n", "3", "--size", "nano", "--name", "whole")
                #expect(await whole.end() == 0)
                let usual = start.duration(to: .now)
                for machine in try await fixture.host.machines() { try await machine.destroy() }

                for moment in 1...Self.rounds {
                    let run = try program.begin("run", "base", "-n", "3", "--size", "nano", "--name", "killed")
                    try await Task.sleep(for: usual * Double.random(in: 0..<1))
                    run.kill()
                    let code = await run.end()
                    let leftovers = try await fixture.host.leftovers()
                    let failures = try await fixture.host.remove(leftovers)
                    #expect(failures.isEmpty, "round \(moment): \(failures)")
                    // One that was faster than usual has ended, and its machines are whole.
                    if code == 0 { for machine in try await fixture.host.machines() { try await machine.destroy() } }
                    let remains = try await remains(on: fixture, beside: image)
                    #expect(remains == [], "round \(moment), after \(leftovers)")
                }
                #expect(try Data(contentsOf: URL(filePath: image.path)) == digest)
                try await fixture.host.removeImage("base")
            }
        }
    }
}
