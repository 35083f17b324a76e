//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess
import Testing

/// The system's own `ssh-keygen`, which keys have to be right for.
enum OpenSSH {
    static let isInstalled = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/ssh-keygen")
    }

    /// Runs it; fails the test when it fails.
    @discardableResult
    static func keygen(_ arguments: String..., input: String = "") async throws -> String {
        let result = try await Subprocess.run(
            .name("ssh-keygen"), arguments: Arguments(arguments), input: .string(input),
            output: .string(limit: 1 << 16), error: .string(limit: 1 << 16))
        try #require(result.terminationStatus.isSuccess, "ssh-keygen \(arguments): \(result.standardError)")
        return result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension Trait where Self == ConditionTrait {
    /// For tests that ask OpenSSH.
    static var openSSH: Self { .enabled(if: OpenSSH.isInstalled, "ssh-keygen is not installed") }
}
