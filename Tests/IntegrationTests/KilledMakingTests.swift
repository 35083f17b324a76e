//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Clones and imports that are killed", .virtualBox)
struct KilledMakingTests {
    /// How often each is killed; more than usual where somebody says so.
    private static let rounds = ProcessInfo.processInfo.environment["VMFEST_KILLS"].flatMap { Int($0) } ?? 4

    /// What is begun and killed.
    enum Making: String, Sendable, CaseIterable {
        case fullClone
        case linkedClone
        case importing

        func begin(_ program: VMFestProgram, as name: String, from file: String) throws -> VMFestProgram.Running {
            switch self {
            case .fullClone: try program.begin("clone", "source", name, "--snapshot", "clean")
            case .linkedClone: try program.begin("clone", "source", name, "--snapshot", "clean", "--linked")
            case .importing: try program.begin("import", file, "--name", name)
            }
        }
    }

    @Test(
        "at whatever moment it is killed, after the next gc nothing of it is left, or all; what it was made of is as it was",
        arguments: Making.allCases)
    func killed(making: Making) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let source = try await source(fixture)
                let file = fixture.path("source.ova")
                try await source.export(to: file)
                let settings = try await source.info().settingsFile
                let before = try await fixture.remains(beside: settings)
                let contents = try await contents(fixture, source)
                let program = VMFestProgram(url: service.url)
                let start = ContinuousClock.now
                #expect(await (try making.begin(program, as: "whole", from: file)).end() == 0)
                let usual = start.duration(to: .now)
                try await fixture.host.machine(named: "whole").destroy()
                #expect(try await fixture.remains(beside: settings) == before)

                for round in 1...Self.rounds {
                    let running = try making.begin(program, as: "killed", from: file)
                    try await Task.sleep(for: usual * Double.random(in: 0..<1))
                    running.kill()
                    _ = await running.end()
                    // Its name is free, or can be made so.
                    let leftovers = try await fixture.host.leftovers()
                    let failures = try await fixture.host.remove(leftovers)
                    #expect(failures.isEmpty, "round \(round): \(failures)")
                    for info in try await fixture.host.inventory(.all) where info.name != "source" {
                        #expect(info.name == "killed", "round \(round), after \(leftovers)")
                        try await info.machine.start()
                        try await info.machine.destroy()
                    }
                    let after = try await fixture.remains(beside: settings)
                    #expect(after == before, "round \(round), after \(leftovers)")
                }
                #expect(try await self.contents(fixture, source) == contents)
                #expect(try await source.snapshots().map(\.name) == ["clean"])
                try await source.start()
                try await source.destroy()
            }
        }
    }

    /// A machine with a disk of some content, and a snapshot of it.
    private func source(_ fixture: Fixture) async throws -> Machine {
        let disk = fixture.path("content.img")
        var generator = SystemRandomNumberGenerator()
        let words = (0..<(2 << 20)).map { _ in generator.next() }
        try words.withUnsafeBytes { try Data($0).write(to: URL(filePath: disk)) }
        try await fixture.host.importImage("content", from: disk)
        let spec = MachineSpec(memory: .mebibytes(32), networks: [], storage: [.sata("SATA", devices: [])])
        let machine = try await fixture.host.create("source", spec, image: .named("content"))
        try await machine.takeSnapshot("clean")
        return machine
    }

    /// What the files of the machine's disks contain, by their paths.
    private func contents(_ fixture: Fixture, _ machine: Machine) async throws -> [String: Data] {
        let folder = URL(filePath: try await machine.info().settingsFile).deletingLastPathComponent().path
        let paths = try await fixture.media().filter { $0.hasPrefix(folder) || $0.hasSuffix("content.vdi") }
        return Dictionary(
            uniqueKeysWithValues: try paths.map { ($0, try Data(contentsOf: URL(filePath: $0))) })
    }
}
