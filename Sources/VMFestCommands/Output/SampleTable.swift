//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// A sample, as `top` gives it: its JSON is that of ``HostSample``, on one line.
struct SampleTable {
    var sample: HostSample

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(sample), as: UTF8.self)
    }

    /// For people: in place of the table before on a terminal of so many columns, below it elsewhere.
    func screen(_ width: Int?) -> String {
        guard let width else { return text + "\n\n" }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return "\u{1B}[H\u{1B}[2J" + lines.map { String($0).fitted(to: width - 1) }.joined(separator: "\n")
    }

    var text: String {
        var table = Table(columns: [
            .init(title: "NAME"), .init(title: "CPU %", isNumeric: true), .init(title: "USER", isNumeric: true),
            .init(title: "KERNEL", isNumeric: true), .init(title: "MEMORY", isNumeric: true),
            .init(title: "DISK", isNumeric: true), .init(title: "IN/S", isNumeric: true),
            .init(title: "OUT/S", isNumeric: true),
        ])
        table.rows = sample.machines.map { machine in
            [
                machine.name, Self.percent(machine.cpu.map { $0.user + $0.kernel }), Self.percent(machine.cpu?.user),
                Self.percent(machine.cpu?.kernel), Self.size(machine.memory), Self.size(machine.disk),
                Self.bytes(machine.received), Self.bytes(machine.sent),
            ]
        }
        return heading + "\n" + table.text
    }

    private var heading: String {
        let cpu = sample.cpu.map { load in
            "cpu \(Self.percent(load.user)) user, \(Self.percent(load.kernel)) kernel, \(Self.percent(load.idle)) idle"
        }
        let memory = sample.memoryTotal.map { total in
            "memory \(Self.size(total)), \(Self.size(sample.memoryUsed)) used, \(Self.size(sample.memoryFree)) free"
        }
        return ([sample.time.formatted(.iso8601)] + [cpu, memory].compactMap(\.self)).joined(separator: "; ")
    }

    private static func percent(_ value: Double?) -> String {
        value.map { $0.formatted(.number.precision(.fractionLength(1)).locale(Locale(identifier: "en_US_POSIX"))) }
            ?? "-"
    }

    private static func size(_ size: DataSize?) -> String { size.map { "\($0.mebibytes) MiB" } ?? "-" }

    private static func bytes(_ count: Int?) -> String {
        guard let count else { return "-" }
        return count < 10_240 ? "\(count) B" : count < 10 << 20 ? "\(count >> 10) KiB" : "\(count >> 20) MiB"
    }
}
