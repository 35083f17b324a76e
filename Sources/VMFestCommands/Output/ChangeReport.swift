//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// What is, or would be, changed of a machine.
struct ChangeReport: Presentable {
    private struct Change: Encodable {
        let change: MachineChange
        let made: Bool

        /// Whether it was done, for people.
        var words: String { made ? change.when == .nextStart ? "yes, for its next start" : "yes" : "no" }

        private enum CodingKeys: String, CodingKey {
            case key, from, to, when, made
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(change.key, forKey: .key)
            try container.encode(change.from, forKey: .from)
            try container.encode(change.to, forKey: .to)
            try container.encode(change.when, forKey: .when)
            try container.encode(made, forKey: .made)
        }
    }

    /// The machine's name, where there are several.
    var machine: String?

    private let state: MachineState
    private let changes: [Change]
    private let restarted: Bool

    /// Whether it only says what would be.
    private let isPlan: Bool

    /// What would be changed.
    init(_ plan: MachinePlan) {
        state = plan.state
        changes = plan.changes.map { Change(change: $0, made: false) }
        restarted = false
        isPlan = true
    }

    /// What was changed.
    init(_ plan: MachinePlan, _ update: MachineUpdate) {
        state = plan.state
        changes =
            update.made.map { Change(change: $0, made: true) } + update.left.map { Change(change: $0, made: false) }
        restarted = update.isRestarted
        isPlan = false
    }

    private enum CodingKeys: String, CodingKey {
        case machine, state, changes, restarted
    }

    /// Writes the machine where there are several, the state, the changes, and whether the machine was restarted.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(machine, forKey: .machine)
        try container.encode(state, forKey: .state)
        try container.encode(changes, forKey: .changes)
        try container.encode(restarted, forKey: .restarted)
    }

    var identifiers: [String] { changes.map(\.change.key) }

    var text: String {
        guard !changes.isEmpty else { return "nothing to change" }
        var table = Table(columns: [
            .init(title: "KEY"), .init(title: "FROM"), .init(title: "TO"), .init(title: isPlan ? "WHEN" : "DONE"),
        ])
        table.rows = changes.map { row in
            [row.change.key, row.change.from ?? "-", row.change.to ?? "-", isPlan ? row.change.when.words : row.words]
        }
        return table.text
    }
}

/// What is, or would be, changed of several machines.
struct ChangeReports: Presentable {
    private let reports: [ChangeReport]

    init(_ reports: [(name: String, value: ChangeReport)]) {
        self.reports = reports.map { name, report in
            var report = report
            report.machine = name
            return report
        }
    }

    var identifiers: [String] { reports.compactMap(\.machine) }

    var text: String { reports.map { "\($0.machine ?? ""):\n\($0.text)" }.joined(separator: "\n\n") }

    func encode(to encoder: any Encoder) throws {
        try reports.encode(to: encoder)
    }
}

extension MachineChange.When {
    /// For people.
    fileprivate var words: String {
        switch self {
        case .now: "now"
        case .nextStart: "now, for its next start"
        case .running: "while it runs or is off"
        case .off: "while it is off"
        }
    }
}
