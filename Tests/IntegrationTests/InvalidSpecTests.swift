//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@testable import VirtualBox

@Suite("Random invalid specs", .virtualBox)
struct InvalidSpecTests {
    /// What is asked of the service before anything is known of the spec, and changes nothing on the host.
    private static let harmless: Set = [
        "IWebsessionManager_logon", "IWebsessionManager_logoff", "IManagedObjectRef_release",
    ]

    @Test("1,000 are refused before anything is changed, and every fault is named, and nothing else")
    func invalid() async throws {
        let seed = RandomSpecs.seed
        print("random invalid specs: VMFEST_TEST_SEED=\(seed)")
        try await Fixture.run { fixture in
            let surroundings = try await fixture.surroundings(0)
            let used = await withTaskGroup(of: Set<String>.self) { group in
                for worker in 0..<4 {
                    group.addTask {
                        var used: Set<String> = []
                        for index in stride(from: worker, to: RandomSpecs.count(1_000), by: 4) {
                            used.formUnion(await refuse(fixture, seed + UInt64(index), surroundings))
                        }
                        return used
                    }
                }
                return await group.reduce(into: Set<String>()) { $0.formUnion($1) }
            }
            let unused = Set(SpecFault.all.map(\.key)).subtracting(used)
            #expect(unused.isEmpty || RandomSpecs.count(1_000) < 1_000, "VMFEST_TEST_SEED=\(seed)")
            let changes = fixture.host.calls.byOperation.keys.filter { CallNature(of: $0) == .change }
            #expect(Set(changes).subtracting(Self.harmless).isEmpty)
            #expect(try await !fixture.manage("list", "vms").contains(fixture.prefix))
            #expect(try await fixture.remains() == nil)
        }
    }

    /// Spoils a spec in one to four ways and has it refused; gives the faults.
    private func refuse(_ fixture: Fixture, _ seed: UInt64, _ surroundings: SpecMaker.Surroundings) async -> [String] {
        var maker = SpecMaker(seed: seed, surroundings)
        var draft = SpecFault.Draft(spec: maker.spec(hasImage: true), name: fixture.name())
        // So that there is room for what is wrong.
        draft.spec.networks = Array(draft.spec.networks.prefix(3))
        draft.spec.platform.chipset = .ich9
        // They are judged by how many CPUs there are, which may be what is wrong.
        draft.spec.cpu.sockets = nil
        var faults: [SpecFault] = []
        let wanted = maker.number(1...4)
        for fault in maker.shuffled(SpecFault.all) where faults.count < wanted {
            if !faults.contains(where: { $0.excludes(fault) }) { faults.append(fault) }
        }
        let places = Set(faults.map { $0.spoil(&draft, &maker) })
        do {
            _ = try await fixture.host.create(draft.name, draft.spec, image: .file(fixture.path("image.vdi")))
            Issue.record("VMFEST_TEST_SEED=\(seed): not refused: \(faults.map(\.key))")
        } catch let error as VMFestError {
            #expect(error.code == .invalidSpec, "VMFEST_TEST_SEED=\(seed): \(error)")
            let named = Set(error.problems.map(\.place))
            #expect(named == places, "VMFEST_TEST_SEED=\(seed): \(faults.map(\.key)): \(error)")
        } catch {
            Issue.record("VMFEST_TEST_SEED=\(seed): \(error)")
        }
        return faults.map(\.key)
    }
}

extension SpecFault {
    /// What tells it from others.
    fileprivate var key: String { "\(part): \(name)" }

    /// Whether it can not be beside another: they concern the same, or one hides the other.
    fileprivate func excludes(_ other: SpecFault) -> Bool {
        if part == other.part || Set([part, other.part]) == ["memory", "memoryBalloon"] { return true }
        // A chipset that has room for one controller of a bus hides that there are more.
        let parts = [part, other.part]
        return parts.contains("platform.iommu")
            && parts.contains { $0.hasPrefix("storage") || $0.hasPrefix("bootDisk") }
    }
}
