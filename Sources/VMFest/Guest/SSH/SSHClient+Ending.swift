//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess

extension SSHClient {
    /// How the command ended, told apart from how the program did.
    ///
    /// A command that ends with 255 itself looks like a failed connection; the program's own words tell them apart.
    func finish(_ status: TerminationStatus, _ pair: StreamPair) async throws -> ExecutionResult {
        switch status {
        case .exited(Self.failure):
            let words = String(decoding: await pair.lastErrors, as: UTF8.self)
            if let error = complaint(words) { throw error }
            return await pair.result(.exited(Int(Self.failure)))
        case .exited(let code):
            return await pair.result(Self.ending(Int(code)))
        case .signaled:
            try Task.checkCancellation()
            throw VMFestError(.failed, "the program 'ssh' was killed")
        }
    }

    /// What an exit code of the guest's shell says: above 128 it stands for a signal.
    static func ending(_ code: Int) -> ExecutionResult.Ending {
        (129...192).contains(code) ? .signaled(code - 128) : .exited(code)
    }

    /// What the program's last words mean; nil when they are the command's own.
    func complaint(_ words: String) -> VMFestError? {
        let lines = words.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        guard let last = lines.last(where: Self.isOwn) else { return nil }
        let place = "\(connection.address):\(connection.port)"
        if last.contains("Permission denied") || last.contains("Too many authentication failures") {
            return VMFestError(
                .guestLogonRefused, "the guest's SSH server at \(place) does not let '\(connection.login)' in: \(last)")
        }
        if last.contains("Host key verification failed") || words.contains("IDENTIFICATION HAS CHANGED") {
            return VMFestError(
                .guestLogonRefused,
                "the guest at \(place) shows another host key than before; if it was made anew, remove"
                    + " '\(connection.knownHosts.file.path)'")
        }
        return VMFestError(.guestNotReady, "the guest's SSH server at \(place) can not be reached: \(last)")
    }

    private static func isOwn(_ line: String) -> Bool {
        [
            "ssh: ", "Permission denied", "Connection ", "kex_exchange_identification", "Host key verification",
            "Received disconnect", "Disconnected from", "Timeout, server", "banner exchange", "Unable to negotiate",
            "Bad configuration option", "command-line",
        ].contains { line.hasPrefix($0) } || line.contains(": Permission denied (")
            || line.contains("Too many authentication failures")
    }
}
