//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

extension GuestControl {
    /// Runs a command in the guest to its end.
    ///
    /// A command that is cut off, by its deadline or by cancellation, is ended in the guest.
    func execute(_ command: GuestCommand) async throws -> ExecutionResult {
        let process = try await start(command).as(VirtualBoxAPI.Process.self)
        do {
            return try await command.deadline.limit {
                // Before it is up it takes neither input nor the end of it, nor can it be ended.
                try await waitUntilStarted(process, command)
                return try await converse(with: process, command)
            }
        } catch {
            // That the session ends afterwards ends it as well.
            let key = key
            await uncancelled { try? await Self.call(key) { try await process.terminate() } }
            throw error
        }
    }

    private func converse(
        with process: VirtualBoxAPI.Process, _ command: GuestCommand
    ) async throws -> ExecutionResult {
        try await withThrowingTaskGroup(of: ExecutionResult?.self) { group in
            group.addTask {
                try await feed(command.input, to: process)
                return nil
            }
            group.addTask { try await follow(process, command) }
            while let next = try await group.next() {
                guard let result = next else { continue }
                // What nobody reads any more need not be written.
                group.cancelAll()
                return result
            }
            throw CancellationError()
        }
    }

    private func start(_ command: GuestCommand) async throws -> GuestProcess {
        let words = try await Self.words(of: command, isUnix: isUnix)
        let changes = command.environment.map { "\($0.key)=\($0.value)" }.sorted()
        return try await call {
            try await session.processCreate(
                executable: words[0], arguments: words, cwd: "", environmentChanges: changes,
                flags: [.waitForStdOut, .waitForStdErr], timeoutMS: 0)
        }
    }

    /// The command as guest control takes it.
    ///
    /// It knows no folder before 7.1 and searches no path: a shell of the guest does both, where there is one.
    static func words(of command: GuestCommand, isUnix: () async throws -> Bool) async throws -> [String] {
        let program = command.words[0]
        let isPlain = !program.contains("/") && !program.contains("\\")
        guard isPlain || command.folder != nil, try await isUnix() else {
            guard !command.words.allSatisfy(PlainWords.isPlain), try await isUnix() else { return command.words }
            return PlainWords.command(for: command.words)
        }
        var script = ""
        var words = ["/bin/sh", "-c"]
        if command.folder != nil { script += #"cd -- "$1" || exit 126; shift; "# }
        script += #"command -v -- "$1" >/dev/null || { echo "$1: not found" >&2; exit 127; }; exec "$@""#
        words += [script, "sh"] + (command.folder.map { [$0] } ?? []) + command.words
        return words.allSatisfy(PlainWords.isPlain) ? words : PlainWords.command(for: words)
    }

    /// Whether the guest is a Unix, or like one.
    func isUnix() async throws -> Bool {
        try await call { try await session.getPathStyle() } != .dos
    }

    /// Passes on what the process writes until it has ended.
    ///
    /// Waiting for output is what the Guest Additions answer with "not supported", at once, and they report the end when
    /// all output was read. So the end is waited for, longer and longer while nothing is written, and then what there is
    /// is read. Every read costs the guest something, so one that gives nothing is not repeated at once.
    private func follow(_ process: VirtualBoxAPI.Process, _ command: GuestCommand) async throws -> ExecutionResult {
        var collector = OutputCollector(limit: command.limit, handler: command.onOutput)
        var patience: UInt32 = 20
        while true {
            try await wait(for: .terminate, process, command, patience)
            // Whether it has ended is asked before its output is read: what is there then is all there is.
            let status = try await status(of: process)
            var isDry = true
            for stream in GuestOutput.Stream.allCases {
                while case let data = try await read(stream, of: process), !data.isEmpty {
                    isDry = false
                    try await collector.take(stream, data)
                }
            }
            if isDry, Self.hasEnded(status) {
                return try await collector.result(ending(of: process, status, command))
            }
            patience = isDry ? min(patience * 2, 200) : 20
        }
    }

    private func waitUntilStarted(_ process: VirtualBoxAPI.Process, _ command: GuestCommand) async throws {
        repeat {
            try await wait(for: .start, process, command, Self.slice)
        } while try await [.undefined, .starting].contains(status(of: process))
    }

    /// Waits for the start or the end of a process, for so many milliseconds at most.
    ///
    /// That it could not be started is told here, by an error whose text names the reason.
    private func wait(
        for event: ProcessWaitForFlag, _ process: VirtualBoxAPI.Process, _ command: GuestCommand, _ patience: UInt32
    ) async throws {
        do {
            _ = try await call { try await process.waitForArray(waitFor: [event], timeoutMS: patience) }
        } catch let error as VirtualBoxError where error.resultCode == .iprtError {
            guard try await status(of: process) == .error else { throw error }
            var failure = VMFestError(error)
            failure.code = .noSuchProgram
            failure.message = "the guest can not run '\(command.words[0])'"
            throw failure
        }
    }
}
