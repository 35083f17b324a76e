//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Subprocess
import VirtualBox

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A process of this computer that has the lock of a machine.
struct HolderProcess: Sendable {
    let id: pid_t

    /// The web service.
    static let webService = "vboxwebsrv"

    /// The programs of VirtualBox that may lock a machine; others are left alone, since the number of a process that ended
    /// is given to another.
    private static let programs: Set = [
        webService, "VirtualBox", "VirtualBoxVM", "VBoxManage", "VBoxHeadless", "VBoxSDL",
    ]

    /// The number of no process, and those of processes that nobody can end, are none.
    init?(_ number: Int?) {
        guard let number, number > 1, let id = pid_t(exactly: number) else { return nil }
        self.id = id
    }

    /// Its program's name, where that is one of VirtualBox; nil for others and where the process is gone.
    func program() async -> String? {
        let result = try? await Subprocess.run(
            .name("ps"), arguments: ["-o", "comm=", "-p", "\(id)"], environment: .withoutSecrets,
            output: .string(limit: 4096), error: .discarded)
        guard let result, result.terminationStatus.isSuccess else { return nil }
        let path = result.standardOutput.split(whereSeparator: \.isNewline).first ?? ""
        let name = String(path.split(separator: "/").last ?? "").trimmed
        return Self.programs.contains(name) ? name : nil
    }

    /// Asks it to end, and waits until it has; one that does not listen within some seconds is ended without being asked.
    ///
    /// - Throws: ``VMFestError``: `failed` when it belongs to somebody else, and `timeLimit`.
    func end(until deadline: Deadline) async throws {
        let patience = deadline.orWithin(deadline.remaining(atMost: .seconds(10)) / 2)
        guard kill(id, SIGTERM) == 0 || errno == ESRCH else {
            throw VMFestError(.failed, "process \(id), which has the lock, can not be ended by this user")
        }
        while await program() != nil {
            guard !deadline.hasPassed else {
                throw VMFestError(.timeLimit, "process \(id), which has the lock, was asked to end and has not")
            }
            if patience.hasPassed { kill(id, SIGKILL) }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
