//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// The machines that a verb is for.
struct MachineNames: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Names or UUIDs. After -- a name may begin with a dash.", valueName: "name"),
        completion: .machineNames)
    var names: [String]

    mutating func validate() throws {
        if names.contains("") { throw ValidationError("A machine's name is empty.") }
    }

    /// Does something with every machine at once and prints the name of each that is done.
    ///
    /// A failure is told at once and does not stop the others.
    ///
    /// - Throws: ``Failure`` with the exit code of all outcomes together, or what finding the host throws.
    func each(
        _ action: String, on options: HostOptions, _ work: @escaping @Sendable (Machine) async throws -> Void
    ) async throws {
        let names = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let outcomes = try await options.withHost { host in
            try await ProgressLine.during(action, parts: names) { line in
                await withTaskGroup(of: ExitStatus.self) { group in
                    for name in names {
                        group.addTask { await Self.one(name, on: host, line, work) }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
            }
        }
        let status = ExitStatus(ofAll: outcomes)
        guard status == .done else { throw Failure(status) }
    }

    private static func one(
        _ name: String, on host: Host, _ line: ProgressLine, _ work: (Machine) async throws -> Void
    ) async -> ExitStatus {
        do {
            try await line.observing(name) {
                try await work(host.machine(named: name))
            }
            try StandardOutput.write(name)
            return .done
        } catch {
            if let text = ErrorMessage.text(of: error.about(name)) { Diagnostics.standard.say(text) }
            return ExitStatus(of: error)
        }
    }
}

extension Error {
    /// The error, told of what the user named in place of the UUID that the library knows.
    func about(_ name: String) -> any Error {
        guard var error = self as? VMFestError else { return self }
        error.target = name
        return error
    }
}
