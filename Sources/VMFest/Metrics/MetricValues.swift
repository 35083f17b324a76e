//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

/// The newest values of VirtualBox's metrics, by the object that they are of and by their names.
struct MetricValues: Sendable {
    /// What VirtualBox counts with; each name stands for a family of metrics.
    static let families = ["CPU/Load", "RAM/Usage", "Disk/Usage", "Net/Rate", "Guest/CPU/Load", "Guest/RAM/Usage"]

    /// The metrics themselves: without what VirtualBox makes of several values, averages and the like.
    static let names = [
        "CPU/Load/User", "CPU/Load/Kernel", "CPU/Load/Idle", "RAM/Usage/Total", "RAM/Usage/Used", "RAM/Usage/Free",
        "Disk/Usage/Used", "Net/Rate/Rx", "Net/Rate/Tx", "Guest/CPU/Load/User", "Guest/CPU/Load/Kernel",
        "Guest/CPU/Load/Idle", "Guest/RAM/Usage/Total", "Guest/RAM/Usage/Free",
    ]

    /// The values of one object.
    struct Object: Sendable, Hashable {
        /// By name: percent, bytes, or bytes per second.
        var values: [String: Double] = [:]

        /// By name: how many values there were since the metric was set up.
        var sequence: [String: UInt32] = [:]

        /// Whether the object has metrics at all: a machine has them from some moment of its start on.
        var isKnown = false
    }

    private var objects: [String: Object] = [:]

    /// Pairs what came in lists: at each position a name, an object, a unit, a scale, and where in the last list the
    /// values are.
    init(
        names: [String], objects: [String], units: [String], scales: [UInt32], sequence: [UInt32], indices: [UInt32],
        lengths: [UInt32], data: [Int32]
    ) {
        let count =
            [names.count, objects.count, units.count, scales.count, sequence.count, indices.count, lengths.count]
            .min() ?? 0
        for place in 0..<count {
            self.objects[objects[place], default: Object()].isKnown = true
            let last = Int(indices[place]) + Int(lengths[place]) - 1
            guard lengths[place] > 0, data.indices.contains(last) else { continue }
            let value = Double(data[last]) / Double(max(1, scales[place])) * (Self.units[units[place]] ?? 1)
            self.objects[objects[place]]?.values[names[place]] = value
            self.objects[objects[place]]?.sequence[names[place]] = sequence[place]
        }
    }

    /// Asks for the values of objects.
    init(of objects: [ManagedObjectRef], from collector: PerformanceCollector) async throws {
        let names = Self.list(Self.names, for: objects)
        let answer = try await collector.queryMetricsData(metricNames: names, objects: objects)
        self.init(
            names: answer.returnMetricNames, objects: answer.returnObjects.map(\.reference.id),
            units: answer.returnUnits, scales: answer.returnScales, sequence: answer.returnSequenceNumbers,
            indices: answer.returnDataIndices, lengths: answer.returnDataLengths, data: answer.result)
    }

    /// The values of an object, by the object's reference.
    subscript(reference: String) -> Object { objects[reference] ?? Object() }

    /// Names as VirtualBox takes them for several objects: it pairs the two lists by position, and each text may list names.
    static func list(_ names: [String], for objects: [ManagedObjectRef]) -> [String] {
        Array(repeating: names.joined(separator: ","), count: objects.count)
    }

    private static let units = ["kB": 1024.0, "MB": 1_048_576.0]
}

extension MetricValues.Object {
    /// Processors, where both of their shares are known.
    func load(_ family: String) -> CPULoad? {
        guard let user = values["\(family)/User"], let kernel = values["\(family)/Kernel"] else { return nil }
        return CPULoad(user: user, kernel: kernel, idle: values["\(family)/Idle"])
    }

    func size(_ name: String) -> DataSize? { values[name].map { DataSize(bytes: Int64($0)) } }
}
