//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Programs of this computer that have this program's own standard streams and terminal.
package enum LocalProgram {
    /// Runs one to its end.
    ///
    /// When the task is cancelled it is asked to end (`SIGTERM`), and killed when it has not 5 s later.
    ///
    /// - Parameters:
    ///   - words: the program, by its path or by a name that is looked for in `PATH`, and its arguments.
    ///   - withSecrets: whether it gets the passwords in this program's environment, as a user's own program does.
    /// - Returns: its exit code, or 128 and the number of the signal that ended it.
    /// - Throws: ``VMFestError`` with `noSuchProgram` when there is none.
    package static func run(_ words: [String], withSecrets: Bool = true) async throws -> Int {
        guard let name = words.first, !name.isEmpty else {
            throw VMFestError(.invalidArgument, "no program is named")
        }
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(5))]
        do {
            let result = try await Subprocess.run(
                name.contains("/") ? .path(FilePath(name)) : .name(name),
                arguments: Arguments(Array(words.dropFirst())),
                environment: withSecrets ? .inherit : .withoutSecrets, platformOptions: options,
                input: .currentStandardInput, output: .currentStandardOutput, error: .currentStandardError)
            // How it ended is then no longer its own doing.
            try Task.checkCancellation()
            switch result.terminationStatus {
            case .exited(let code): return Int(code)
            case .signaled(let number): return 128 + Int(number)
            }
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw VMFestError(.noSuchProgram, "this computer has no program '\(name)'")
        }
    }
}
