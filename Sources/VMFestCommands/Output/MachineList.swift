//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// Machines, as `ls` gives them: their JSON is an array of ``MachineInfo``.
struct MachineList: Presentable {
    var machines: [MachineInfo]

    var identifiers: [String] { machines.map(\.machine.description) }

    var text: String {
        var table = Table(columns: [
            .init(title: "NAME"), .init(title: "STATE"), .init(title: "CPUS", isNumeric: true),
            .init(title: "MEMORY", isNumeric: true), .init(title: "ID"),
        ])
        let haveTags = machines.contains { !$0.tags.isEmpty }
        if haveTags { table.columns.append(.init(title: "TAGS")) }
        table.rows = machines.map { info in
            [
                info.name, info.state.rawValue, "\(info.cpus)", "\(info.memory)", info.machine.description,
            ] + (haveTags ? [info.tagList] : [])
        }
        return table.text
    }

    func encode(to encoder: any Encoder) throws {
        try machines.encode(to: encoder)
    }
}

extension MachineInfo {
    /// The tags, by their keys: `env=dev,role=web`.
    var tagList: String { tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",") }
}
