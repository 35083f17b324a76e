//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// Which random specs are tried.
enum RandomSpecs {
    private static let variables = ProcessInfo.processInfo.environment

    /// The seed of the first spec, the next one's is one more: `VMFEST_TEST_SEED`, or by chance.
    static let seed = variables["VMFEST_TEST_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...999_999_999)

    /// How many there are: `VMFEST_TEST_COUNT`, or as many as are due.
    static func count(_ due: Int) -> Int { variables["VMFEST_TEST_COUNT"].flatMap(Int.init) ?? due }
}

@Suite("Random specs", .virtualBox)
struct RandomSpecTests {
    @Test("200 valid ones are made, read back equal, made again from what was read, and destroyed")
    func valid() async throws {
        print("random specs: VMFEST_TEST_SEED=\(RandomSpecs.seed)")
        try await Fixture.run { fixture in
            let base = try await fixture.emptyImage()
            let workers = 4
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<workers {
                    let surroundings = try await fixture.surroundings(worker)
                    group.addTask {
                        for index in stride(from: worker, to: RandomSpecs.count(200), by: workers) {
                            await check(fixture, RandomSpecs.seed + UInt64(index), surroundings, base)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await fixture.host.inventory(.all).allSatisfy { !$0.name.hasPrefix(fixture.prefix) })
            #expect(try await !fixture.manage("list", "vms").contains(fixture.prefix))
        }
    }

    private func check(
        _ fixture: Fixture, _ seed: UInt64, _ surroundings: SpecMaker.Surroundings, _ base: String
    ) async {
        var maker = SpecMaker(seed: seed, surroundings)
        let hasImage = maker.chance(25)
        let spec = maker.spec(hasImage: hasImage)
        let image: Image? = hasImage ? .file(base) : nil
        do {
            let machine = try await fixture.machine("\(seed)", spec, image: image)
            let read = try await machine.configuration()
            let differences = try spec.completed(from: read.spec).normal.differences(from: read.spec.normal)
            #expect(differences.isEmpty, "VMFEST_TEST_SEED=\(seed): \(differences.joined(separator: "\n"))")
            #expect(read.omissions.isEmpty, "VMFEST_TEST_SEED=\(seed)")
            #expect(read.image == image.map { _ in base }, "VMFEST_TEST_SEED=\(seed)")
            #expect(try MachineSpec(yaml: read.yaml()) == read.spec, "VMFEST_TEST_SEED=\(seed)")
            try await machine.destroy()
            guard seed.isMultiple(of: 4) else { return }
            let twin = try await fixture.machine("\(seed)", read.spec, image: image)
            let again = try await twin.spec().differences(from: read.spec)
            #expect(again.isEmpty, "VMFEST_TEST_SEED=\(seed): twin \(again.joined(separator: "\n"))")
            try await twin.destroy()
        } catch {
            Issue.record("VMFEST_TEST_SEED=\(seed): \(error)\n\((try? spec.yaml()) ?? "")")
        }
    }
}

extension MachineSpec {
    /// The lines of YAML that only one of them has.
    fileprivate func differences(from other: MachineSpec) throws -> [String] {
        guard self != other else { return [] }
        let (own, others) = (try yaml().split(separator: "\n"), try other.yaml().split(separator: "\n"))
        let changes = own.difference(from: others).map { change in
            switch change {
            case .insert(_, let line, _): "wanted \(line)"
            case .remove(_, let line, _): "read \(line)"
            }
        }
        return changes.isEmpty ? ["something that YAML does not show"] : changes
    }
}

extension Fixture {
    /// What random specs may refer to: files of this test, of which those that a machine writes are one worker's.
    func surroundings(_ worker: Int) async throws -> SpecMaker.Surroundings {
        let (disc, floppy) = (path("disc.iso"), path("floppy-\(worker).img"))
        if worker == 0 { try Data(count: 1 << 20).write(to: URL(filePath: disc)) }
        try Data(count: 1_474_560).write(to: URL(filePath: floppy))
        let bridges = try await manage("list", "bridgedifs").split(whereSeparator: \.isNewline)
            .filter { $0.hasPrefix("Name:") }
            .map { $0.dropFirst("Name:".count).trimmingCharacters(in: .whitespaces) }
        return SpecMaker.Surroundings(
            folder: folder.path, bridges: bridges, disc: disc, floppy: floppy,
            disk: try await emptyImage("data-\(worker).vdi"), firstPort: 10_000 + 2_000 * worker)
    }
}
