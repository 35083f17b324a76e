//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Runs that are killed", .virtualBox)
struct KilledRunTests {
    /// How often a run is killed; more than usual where somebody says so.
    private static let rounds = ProcessInfo.processInfo.environment["VMFEST_KILLS"].flatMap { Int($0) } ?? 4

    @Test(
        "at whatever moment a run is killed, after the next gc it is whole or nothing of it is left; the image is as it was",
        arguments: [false, true])
    func killed(isWarm: Bool) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let image = try await image(fixture, isWarm: isWarm)
                let before = try await fixture.remains(beside: image.path)
                let files = before.filter { $0.hasPrefix("/") }
                let contents = try files.map { try Data(contentsOf: URL(filePath: $0)) }
                let program = VMFestProgram(url: service.url)
                let start = ContinuousClock.now
                let whole = try program.begin("run", "base", "-n", "3", "--size", "nano", "--name", "whole")
                #expect(await whole.end() == 0)
                let usual = start.duration(to: .now)
                for machine in try await fixture.host.machines() { try await machine.destroy() }

                for round in 1...Self.rounds {
                    let run = try program.begin("run", "base", "-n", "3", "--size", "nano", "--name", "killed")
                    try await Task.sleep(for: usual * Double.random(in: 0..<1))
                    run.kill()
                    _ = await run.end()
                    let leftovers = try await fixture.host.leftovers()
                    let failures = try await fixture.host.remove(leftovers)
                    #expect(failures.isEmpty, "round \(round): \(failures)")
                    // Once all of its machines are as far as they should be, a run is whole: all or none of them are left.
                    let whole = try await fixture.host.inventory()
                    #expect(
                        whole.isEmpty || whole.map(\.state) == [.running, .running, .running],
                        "round \(round): \(whole.map { "\($0.name) is \($0.state)" }), after \(leftovers)")
                    for info in whole { try await info.machine.destroy() }
                    let after = try await fixture.remains(beside: image.path)
                    #expect(after == before, "round \(round), after \(leftovers)")
                }
                #expect(try files.map { try Data(contentsOf: URL(filePath: $0)) } == contents)
                if isWarm { try await fixture.host.coolImage("base") }
                try await fixture.host.removeImage("base")
            }
        }
    }

    @Test(
        "a bake that is killed, at its beginning or at its snapshot, leaves nothing after the next gc",
        arguments: [false, true])
    func killedBake(isLate: Bool) async throws {
        let guest = try TestEnvironment.required(TestEnvironment.guestImage, "VMFEST_TEST_IMAGE")
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let host = fixture.host
                let image = try await host.importImage("base", from: guest, ImageAttributes(user: "root"))
                let before = try await fixture.remains(beside: image.path)
                let bake = try VMFestProgram(url: service.url).begin("image", "warm", "base", "--size", "nano")
                try await eventually("a template is made") { try await !host.machines(.all).isEmpty }
                let template = try #require(try await host.machines(.all).first)
                if isLate {
                    try await eventually("its snapshot is taken") { try await !template.snapshots().isEmpty }
                } else {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 0..<2_000)))
                }
                bake.kill()
                _ = await bake.end()
                let leftovers = try await host.leftovers()
                #expect(try await host.remove(leftovers).isEmpty)
                // One that was killed after its last step is whole.
                if try await !host.warmImages().isEmpty { try await host.coolImage("base") }
                #expect(try await fixture.remains(beside: image.path) == before, "after \(leftovers)")
                try await host.removeImage("base")
            }
        }
    }

    /// An image of nothing; or one of the test guest, and warm.
    private func image(_ fixture: Fixture, isWarm: Bool) async throws -> ImageInfo {
        guard isWarm else { return try await fixture.host.importImage("base", from: try await fixture.emptyImage()) }
        let guest = try TestEnvironment.required(TestEnvironment.guestImage, "VMFEST_TEST_IMAGE")
        let image = try await fixture.host.importImage("base", from: guest, ImageAttributes(user: "root"))
        try await fixture.host.warmImage("base", size: .nano)
        return image
    }
}
