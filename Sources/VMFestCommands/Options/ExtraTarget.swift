//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// Whose extra data is meant: a machine's, or the host's own.
struct ExtraTarget: Sendable, Hashable {
    /// The machine's name or UUID; nil for the host.
    var machine: String?

    /// The words that follow the machine's name, where there is one.
    var words: [String]

    /// Reads words of which so many follow the optional name.
    init(_ all: [String], following count: Int, usage: String) throws {
        guard all.count == count || all.count == count + 1 else { throw ValidationError("Give \(usage).") }
        machine = all.count > count ? all[0] : nil
        words = all.suffix(count)
        if machine == "" { throw ValidationError("A machine's name is empty.") }
    }

    /// Does something with the extra data that is meant.
    func use<Value: Sendable>(
        _ action: String, on options: HostOptions,
        ofHost: @escaping @Sendable (Host) async throws -> Value,
        ofMachine: @escaping @Sendable (Machine) async throws -> Value
    ) async throws -> Value {
        let machine = machine
        return try await options.withHost { host in
            try await ProgressLine.during("extra \(action)") { _ in
                guard let machine else { return try await ofHost(host) }
                do {
                    return try await ofMachine(host.machine(named: machine))
                } catch {
                    throw error.about(machine)
                }
            }
        }
    }
}
