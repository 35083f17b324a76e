//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBox

@testable import VMFest

struct SpecComparisonTests {
    private static func changes(
        _ phase: MachinePhase = .off, _ present: MachineSpec = MachineSpec(),
        _ change: (inout MachineSpec) -> Void
    ) -> [MachineChange] {
        var wanted = present
        change(&wanted)
        return SpecComparison(present, wanted, hasImage: false).edits().map { $0.change(in: phase) }
    }

    @Test func whatIsLeftOpenIsNoDifference() {
        #expect(SpecComparison(.full, .full, hasImage: true).edits().isEmpty)
        var present = MachineSpec.full
        present.cpu.executionCap = 50
        present.networks[0].lineSpeed = 1
        #expect(SpecComparison(present, .full, hasImage: true).edits().isEmpty)
    }

    @Test func aChangeTellsBothValuesAndWhen() {
        let change = Self.changes(.running) { $0.memory = .gibibytes(2) }.first
        #expect(change == MachineChange(key: "memory", from: "512 MiB", to: "2 GiB", when: .off))
        #expect(change?.description == "memory: 512 MiB → 2 GiB")
        #expect(Self.changes(.off) { $0.memory = .gibibytes(2) }.first?.when == .now)
        #expect(Self.changes(.paused) { $0.networks[0].cableConnected = false }.first?.when == .now)
        #expect(Self.changes(.saved) { $0.memoryBalloon = .mebibytes(1) }.first?.when == .running)
        #expect(Self.changes(.paused) { $0.cpu.executionCap = 50 }.first?.when == .running)
        #expect(Self.changes(.running) { $0.platform.utcClock = true }.first?.when == .nextStart)
    }

    @Test func oneAddressInTwoFormsIsNoDifference() {
        var spec = MachineSpec()
        spec.networks[0].macAddress = "080027AABBCC"
        #expect(Self.changes(.off, spec) { $0.networks[0].macAddress = "08:00:27:aa:bb:cc" }.isEmpty)
    }

    @Test func forwardsGoBeforeOthersCome() {
        let old = MachineSpec(networks: [.nat(forwards: [PortForward(hostPort: 1, guestPort: 1)])])
        let changes = Self.changes(.running, old) {
            $0.networks[0].attachment = .nat(forwards: [PortForward(hostPort: 1, guestPort: 2)])
        }
        #expect(changes.map(\.to) == [nil, "127.0.0.1:1 → 2/tcp"])
        #expect(changes.allSatisfy { $0.key == "networks[0].forwards.tcp-1" && $0.when == .now })
        let gone = Self.changes(.running, old) { $0.networks[0].attachment = .none }
        #expect(gone.map(\.key) == ["networks[0].forwards.tcp-1", "networks[0].attachment"])
    }

    @Test func aCardThatComesOrGoesIsOneChange() {
        let added = Self.changes(.running) {
            $0.networks.append(.nat(forwards: [PortForward(hostPort: 1, guestPort: 1)]))
        }
        #expect(added.map(\.key) == ["networks[1]", "networks[1].forwards.tcp-1"])
        #expect(added.allSatisfy { $0.when == .off })
        let removed = Self.changes(.running) { $0.networks = [] }
        #expect(removed == [MachineChange(key: "networks[0]", from: "nat, e1000", to: nil, when: .off)])
        #expect(Self.changes { $0.networks[0].enabled = false }.map(\.key) == ["networks[0]"])
    }
}
