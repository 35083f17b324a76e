//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Host {
    /// The settings and the limits of the host's VirtualBox as a whole.
    ///
    /// Rests on `ISystemProperties`.
    ///
    /// - Returns: those that can be set first, then the limits; one that this VirtualBox does not tell has no value.
    /// - Throws: ``VMFestError`` with the codes about the host.
    public func properties() async throws -> [HostProperty] {
        try await VMFestError.during("list the host's properties") {
            try await service.withVirtualBox { scope in
                let stage = try await Self.stage(scope)
                return try await HostPropertyTable.rows.concurrentMap { try await Self.property($0, stage) }
            }
        }
    }

    /// Sets properties of the host's VirtualBox: all, or none and an error.
    ///
    /// Rests on `ISystemProperties`.
    ///
    /// - Parameter values: the new values by the properties' names; see ``HostProperty/Kind-swift.enum`` for their form.
    /// - Throws: ``VMFestError``: `invalidArgument` with everything that is wrong with names and values, before anything
    ///   was changed; what VirtualBox says against a value; and the codes about the host. What could not be put back then
    ///   is in ``VMFestError/cleanUpFailures``.
    public func setProperties(_ values: [String: String]) async throws {
        try await VMFestError.during("set the host's properties") {
            let problems = values.sorted { $0.key < $1.key }.compactMap { name, value -> SpecProblem? in
                guard let row = HostPropertyTable.row(name) else {
                    return SpecProblem(name, "is no property of a host; 'vmfest host properties' lists them")
                }
                return row.reason(against: value).map { SpecProblem(name, $0) }
            }
            guard problems.isEmpty else {
                throw VMFestError(.invalidArgument, "these properties can not be set:", problems: problems)
            }
            try await service.withVirtualBox { scope in
                let stage = try await Self.stage(scope)
                var before: [(HostPropertyRow, String)] = []
                do {
                    for row in HostPropertyTable.rows {
                        guard let value = values[row.name], let write = row.write else { continue }
                        try Task.checkCancellation()
                        let old = try await row.read(stage)
                        guard old != value else { continue }
                        before.append((row, old))
                        try await write(stage.system, value)
                    }
                } catch {
                    throw VMFestError.adding(await Self.undo(before, stage.system), to: await scope.describe(error))
                }
            }
        }
    }

    /// Puts back what was there before; gives what could not be put back.
    private static func undo(_ before: [(HostPropertyRow, String)], _ system: SystemProperties) async -> [String] {
        var failures: [String] = []
        for (row, value) in before.reversed() {
            guard let write = row.write else { continue }
            do {
                try await uncancelled { try await write(system, value) }
            } catch {
                failures.append("\(row.name) is not '\(value)' again: \(error)")
            }
        }
        return failures
    }

    private static func stage(_ scope: HostScope) async throws -> HostPropertyRow.Stage {
        let system = try await scope.box.getSystemProperties()
        return HostPropertyRow.Stage(scope: scope, system: system, ports: try await scope.portCounts(system))
    }

    private static func property(
        _ row: HostPropertyRow, _ stage: HostPropertyRow.Stage
    ) async throws -> HostProperty {
        var property = HostProperty(
            name: row.name, kind: row.kind, isWritable: row.write != nil, summary: row.summary)
        do {
            property.value = try await row.read(stage)
        } catch let error as VirtualBoxError where error.code == .notSupported {
            // This VirtualBox has the attribute in its interface only.
        }
        return property
    }
}
