//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

extension HostOptions {
    /// Finds the host and a machine on it and lends the machine to work, with a progress line.
    ///
    /// What fails is told of the machine as the user named it.
    func withMachine<Value: Sendable>(
        _ name: String, _ action: String, _ work: (Machine) async throws -> Value
    ) async throws -> Value {
        try await withHost { host in
            try await ProgressLine.during("\(action) \(name)") { line in
                try await line.observing {
                    do {
                        return try await work(host.machine(named: name))
                    } catch {
                        throw error.about(name)
                    }
                }
            }
        }
    }

    /// Finds the host and does something with it for each of several names, with a progress line.
    ///
    /// What fails is told of the name, and the others get their turn all the same.
    ///
    /// - Throws: ``Failure`` with the exit code of all outcomes together.
    func each(_ names: [String], _ action: String, _ work: (Host, String) async throws -> Void) async throws {
        try await withHost { host in
            try await ProgressLine.during(action, parts: names) { _ in
                try await ExitStatus.each(names) { name in
                    do { try await work(host, name) } catch { throw error.about(name) }
                }
            }
        }
    }
}
