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
}
