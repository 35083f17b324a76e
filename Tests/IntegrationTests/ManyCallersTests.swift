//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

@Suite("Many callers on one host", .virtualBox)
struct ManyCallersTests {
    @Test("200 callers are all served over a few connections")
    func manyCallers() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await withThrowingTaskGroup(of: MachineState.self) { group in
                for _ in 0..<200 { group.addTask { try await machine.state() } }
                for try await state in group { #expect(state == .off) }
            }
        }
    }

    @Test("100 callers that wait do not starve one that asks")
    func waitingCallers() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await machine.start()
                for _ in 0..<100 {
                    group.addTask { _ = try await machine.waitForGuestProperty("/VMFest/Never", within: .seconds(60)) }
                }
                for _ in 0..<20 { #expect(try await machine.state() == .running) }
                group.cancelAll()
                while await group.nextResult() != nil {}
            }
        }
    }
}
