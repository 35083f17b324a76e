//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import Synchronization
import VirtualBox
import VirtualBoxAPI

/// VirtualBox's metrics of a host and its machines, set up where they are not, and given back.
final class MetricCollection: Sendable {
    /// What is measured: the host for nil, else a machine.
    private typealias Target = UUID?

    private struct State {
        var watches: [Target: MetricWatch] = [:]
        /// What was set up here, and is given back.
        var owned: Set<Target> = []
    }

    private struct Measured: Sendable {
        var machine: Machine
        var name: String
        var remote: ManagedObjectRef
    }

    private let host: Host
    private let selection: MachineSelection

    /// In seconds, as VirtualBox counts.
    private let period: UInt32

    private let state = Mutex(State())

    init(_ host: Host, _ selection: MachineSelection, period: UInt32) {
        self.host = host
        self.selection = selection
        self.period = period
    }

    /// Reads the newest values, and sets up what nobody collects.
    func sample() async throws -> HostSample {
        try await VMFestError.during("read metrics") {
            try await host.service.withVirtualBox(repeatable: true) { scope in
                async let collector = scope.box.getPerformanceCollector()
                async let whole = scope.box.getHost().as(ManagedObjectRef.self)
                async let measured = machines(in: scope)
                let remotes = try await [(nil, whole)] + measured.map { ($0.machine.id, $0.remote) }
                let values = try await MetricValues(of: remotes.map(\.1), from: collector)
                let due = remotes.filter { isDue($0.0, values[$0.1.reference.id]) }
                if !due.isEmpty {
                    // Written down first: what becomes of the call, it is given back.
                    state.withLock { $0.owned.formUnion(due.map(\.0)) }
                    _ = try await collector.setupMetrics(
                        metricNames: MetricValues.list(MetricValues.families, for: due.map(\.1)), objects: due.map(\.1),
                        period: period, count: 1)
                }
                return try await HostSample(
                    fresh(values, nil, whole),
                    measured.map { ($0.machine, $0.name, fresh(values, $0.machine.id, $0.remote)) })
            }
        }
    }

    /// Gives back what was set up here.
    func end() async {
        let owned = state.withLock(\.owned)
        guard !owned.isEmpty else { return }
        do {
            try await host.service.withVirtualBox(repeatable: true) { scope in
                let machines = try await machines(in: scope).filter { owned.contains($0.machine.id) }.map(\.remote)
                let whole = try await owned.contains(nil) ? [scope.box.getHost().as(ManagedObjectRef.self)] : []
                let all = whole + machines
                let names = MetricValues.list(MetricValues.families, for: all)
                let collector = try await scope.box.getPerformanceCollector()
                // Switched off alone they would keep their last values, and look to others as if they were collected.
                _ = try await collector.setupMetrics(metricNames: names, objects: all, period: 0, count: 0)
                _ = try await collector.disableMetrics(metricNames: names, objects: all)
            }
        } catch {
            host.service.logger.debug("metrics are still collected", metadata: ["error": "\(error)"])
        }
    }

    private func isDue(_ target: Target, _ object: MetricValues.Object) -> Bool {
        state.withLock { $0.watches[target, default: MetricWatch()].isDue(after: object) }
    }

    /// The values of an object, unless they may be of long ago.
    private func fresh(_ values: MetricValues, _ target: Target, _ remote: ManagedObjectRef) -> MetricValues.Object {
        let isFresh = state.withLock { $0.watches[target]?.isFresh ?? false }
        return isFresh ? values[remote.reference.id] : MetricValues.Object()
    }

    /// The machines that have a process; one that goes meanwhile is left out.
    private func machines(in scope: HostScope) async throws -> [Measured] {
        let remotes =
            switch selection {
            case .managed: try await scope.box.getMachinesByGroups(groups: [MachineMarks.group])
            case .all: try await scope.box.getMachines()
            }
        guard !remotes.isEmpty else { return [] }
        let states = try await scope.box.getMachineStates(machines: remotes)
        let running = zip(remotes, states).filter { MachinePhase($0.1).hasProcess }.map(\.0)
        return try await running.concurrentMap { remote in
            do {
                async let id = remote.getId()
                async let name = remote.getName()
                guard let id = try await UUID(uuidString: id) else { return nil }
                return try await Measured(
                    machine: Machine(host: self.host, id: id), name: name, remote: remote.as(ManagedObjectRef.self))
            } catch let error as VirtualBoxError where error.code == .gone {
                return nil
            }
        }.compactMap(\.self).sorted { ($0.name, $0.machine.key) < ($1.name, $1.machine.key) }
    }
}

extension HostSample {
    /// A sample of what was measured.
    init(_ host: MetricValues.Object, _ machines: [(Machine, String, MetricValues.Object)]) {
        self.init(
            time: Date(), cpu: host.load("CPU/Load"), memoryTotal: host.size("RAM/Usage/Total"),
            memoryUsed: host.size("RAM/Usage/Used"), memoryFree: host.size("RAM/Usage/Free"),
            machines: machines.map { MachineSample($0.0, $0.1, $0.2) })
    }
}

extension MachineSample {
    fileprivate init(_ machine: Machine, _ name: String, _ object: MetricValues.Object) {
        // Without Guest Additions VirtualBox has no values, or zeros.
        let total = object.size("Guest/RAM/Usage/Total").flatMap { $0.bytes > 0 ? $0 : nil }
        self.init(
            machine: machine, name: name, cpu: object.load("CPU/Load"), memory: object.size("RAM/Usage/Used"),
            disk: object.size("Disk/Usage/Used"), received: object.values["Net/Rate/Rx"].map { Int($0) },
            sent: object.values["Net/Rate/Tx"].map { Int($0) },
            guestCPU: total == nil ? nil : object.load("Guest/CPU/Load"), guestMemoryTotal: total,
            guestMemoryFree: total == nil ? nil : object.size("Guest/RAM/Usage/Free"))
    }
}
