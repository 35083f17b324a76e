//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Subprocess
import Testing

/// VirtualBox's own command line: the observer that the tests believe, and the other hand that they need.
struct VBoxManage: Sendable {
    /// Which VirtualBox it talks to: that of the tests, or that of a private service.
    var environment: Environment = .inherit

    /// Runs it; fails the test when it fails.
    @discardableResult
    func callAsFunction(_ arguments: String...) async throws -> String {
        let result = try await attempt(arguments)
        try #require(result.succeeded, "VBoxManage \(arguments.joined(separator: " ")): \(result.errors)")
        return result.output
    }

    /// Runs it and says how it went.
    func attempt(_ arguments: [String]) async throws -> (succeeded: Bool, output: String, errors: String) {
        let result = try await Subprocess.run(
            .name("VBoxManage"), arguments: Arguments(arguments), environment: environment,
            output: .string(limit: 16 << 20), error: .string(limit: 1 << 20))
        return (result.terminationStatus.isSuccess, result.standardOutput, result.standardError)
    }

    /// The values that `showvminfo --machinereadable` gives for a machine; nil when there is no such machine.
    func info(_ machine: String) async throws -> [String: String]? {
        let result = try await attempt(["showvminfo", machine, "--machinereadable"])
        guard result.succeeded else { return nil }
        var values: [String: String] = [:]
        for line in result.output.split(whereSeparator: \.isNewline) {
            guard let sign = line.firstIndex(of: "=") else { continue }
            let key = line[..<sign].trimmingQuotes
            values[key] = line[line.index(after: sign)...].trimmingQuotes
        }
        return values
    }

    /// The machine's state in VBoxManage's words: `poweroff`, `running`, `saved`, `paused`, `aborted`.
    func state(_ machine: String) async throws -> String? {
        try await info(machine)?["VMState"]
    }
}

extension StringProtocol {
    fileprivate var trimmingQuotes: String {
        var text = self[...]
        if text.first == "\"" { text = text.dropFirst() }
        if text.last == "\"" { text = text.dropLast() }
        return String(text)
    }
}
