//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBox

@testable import VMFest

struct VerbTests {
    /// What a verb does, without the words of a refusal.
    enum Cell: Hashable {
        case done
        case act(Action)
        case wait
        case refused
    }

    /// The complete table, phase by phase in the order of ``phases``.
    private static let table: [Verb: [Cell]] = [
        .start: [.act(.launch), .act(.launch), .act(.launch), .done, .act(.resume), .refused, .wait],
        .pause: [.refused, .refused, .refused, .act(.pause), .done, .refused, .wait],
        .resume: [.refused, .refused, .refused, .done, .act(.resume), .refused, .wait],
        .stop: [.done, .done, .done, .act(.pressPowerButton), .act(.resume), .refused, .wait],
        .powerOff: [.done, .done, .done, .act(.powerDown), .act(.powerDown), .act(.powerDown), .wait],
        .reset: [.refused, .refused, .refused, .act(.reset), .act(.resume), .act(.reset), .wait],
        .save: [.refused, .refused, .done, .act(.saveState), .act(.saveState), .refused, .wait],
        .discard: [.done, .done, .act(.discardState), .refused, .refused, .refused, .wait],
        .destroy: [
            .act(.remove), .act(.remove), .act(.remove), .act(.powerDown), .act(.powerDown), .act(.powerDown), .wait,
        ],
    ]

    private static let phases: [MachinePhase] = [.off, .aborted, .saved, .running, .paused, .stuck, .changing]

    static func cell(_ verb: Verb, _ phase: MachinePhase) -> Cell {
        switch verb.step(in: phase) {
        case .done: .done
        case .act(let action): .act(action)
        case .wait: .wait
        case .refuse: .refused
        }
    }

    @Test("Each verb does in each phase what the table says", arguments: Verb.allCases, Array(phases.enumerated()))
    func table(verb: Verb, column: (offset: Int, element: MachinePhase)) throws {
        let row = try #require(Self.table[verb])
        #expect(row.count == Self.phases.count)
        #expect(Self.cell(verb, column.element) == row[column.offset])
    }

    @Test("The table is complete")
    func complete() {
        #expect(Set(Self.phases) == Set(MachinePhase.allCases))
        #expect(Set(Self.table.keys) == Set(Verb.allCases))
    }

    @Test("A refusal says what is in the way", arguments: Verb.allCases, MachinePhase.allCases)
    func refusal(verb: Verb, phase: MachinePhase) {
        guard case .refuse(let reason) = verb.step(in: phase) else { return }
        #expect(reason.count > 20)
        #expect(reason.first?.isLowercase == true)
    }

    @Test("Verbs have the names of the commands")
    func names() {
        #expect(
            Verb.allCases.map(\.rawValue) == [
                "start", "pause", "resume", "stop", "power-off", "reset", "save", "discard", "destroy",
            ])
    }
}
