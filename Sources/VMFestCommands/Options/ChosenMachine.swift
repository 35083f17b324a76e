//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// A machine that a verb is for.
struct ChosenMachine: Sendable, Hashable {
    /// By what people know it.
    let name: String

    /// Which one; nil where only its name is known yet.
    var machine: Machine?

    /// Each of these; those that share a name are told apart by their UUIDs.
    static func all(_ infos: [MachineInfo]) -> [Self] {
        let counts = infos.reduce(into: [String: Int]()) { $0[$1.name, default: 0] += 1 }
        return infos.map { info in
            Self(name: counts[info.name] == 1 ? info.name : info.machine.description, machine: info.machine)
        }
    }

    /// Does something with it, prints its name when that is done, and says how it went.
    func carryOut(
        on host: Host, _ line: ProgressLine, _ work: (Machine) async throws -> Void
    ) async -> ExitStatus {
        await ExitStatus.of(name) { try await value(on: host, line, work) }
    }

    /// Does something with it, gives what came of it, and says how it went; a failure is told.
    func result<Value: Sendable>(
        on host: Host, _ line: ProgressLine, _ work: (Machine) async throws -> Value
    ) async -> (status: ExitStatus, value: Value?) {
        do {
            return (.done, try await value(on: host, line, work))
        } catch {
            return (ExitStatus.told(error), nil)
        }
    }

    private func value<Value: Sendable>(
        on host: Host, _ line: ProgressLine, _ work: (Machine) async throws -> Value
    ) async throws -> Value {
        do {
            return try await line.observing(name) {
                if let machine { try await work(machine) } else { try await work(host.machine(named: name)) }
            }
        } catch {
            throw error.about(name)
        }
    }
}
