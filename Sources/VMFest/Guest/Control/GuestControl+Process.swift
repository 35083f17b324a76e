//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

extension GuestControl {
    /// The most that is read or written at once, in bytes: the service takes no more than 1 MiB.
    static let chunk = 256 * 1024

    /// The most that is written first, in bytes.
    ///
    /// The Guest Additions have room for 64 KiB, which grows with what they are sent: 256 KiB at once are refused, and
    /// are taken when the pieces before grew up to them.
    static let firstPiece = 32 * 1024

    /// How long the guest may take to answer one question, in milliseconds.
    static let answer: UInt32 = 20_000

    /// Has the guest do something with a process, one thing after the other.
    ///
    /// The Guest Additions keep what is asked of a process in a queue, and take it up when something new arrives. They
    /// leave off at whatever fails, as the end of the input does: what waits behind that is answered when the next thing
    /// arrives, if ever. So nothing may wait there.
    private func ask<Value>(
        _ process: VirtualBoxAPI.Process, _ work: () async throws -> Value
    ) async throws -> Value {
        try await Turnstile.shared.withTurn("\(key) \(process.reference.id)") { try await call(work) }
    }

    /// Gives a process its input, and ends it.
    func feed(_ input: GuestInput, to process: VirtualBoxAPI.Process) async throws {
        do {
            if !input.isEmpty {
                try await input.feed { data in try await write(data, to: process) }
            }
            _ = try await ask(process) {
                try await process.writeArray(
                    handle: 0, flags: [.endOfFile], data: Octets(Data()), timeoutMS: Self.answer)
            }
        } catch let error as VirtualBoxError where error.isDefinite {
            // It reads no more, or has ended: how it ended says whether that is a failure.
        }
    }

    /// Writes all of a chunk; the guest may take less than it is offered.
    private func write(_ data: Data, to process: VirtualBoxAPI.Process) async throws {
        var rest = data
        while !rest.isEmpty {
            try Task.checkCancellation()
            let octets = Octets(Data(rest.prefix(Self.firstPiece)))
            let written = try await ask(process) {
                try await process.writeArray(handle: 0, flags: [], data: octets, timeoutMS: Self.answer)
            }
            rest = rest.dropFirst(Int(written))
            // A full pipe empties as fast as the process reads.
            if written == 0 { try await Task.sleep(for: .milliseconds(20)) }
        }
    }

    /// What there is to read of one of a process's streams; empty when there is nothing now.
    func read(_ stream: GuestOutput.Stream, of process: VirtualBoxAPI.Process) async throws -> Data {
        do {
            return try await ask(process) {
                try await process.read(
                    handle: stream == .output ? 1 : 2, toRead: UInt32(Self.chunk), timeoutMS: Self.answer
                ).data
            }
        } catch let error as VirtualBoxError where error.resultCode == .iprtError && !Task.isCancelled {
            // It ended meanwhile, and all that it wrote was read.
            guard try await Self.hasEnded(status(of: process)) else { throw error }
            return Data()
        }
    }

    func status(of process: VirtualBoxAPI.Process) async throws -> ProcessStatus {
        try await call { try await process.getStatus() }
    }

    static func hasEnded(_ status: ProcessStatus) -> Bool {
        ![.undefined, .starting, .started, .paused, .terminating].contains(status)
    }

    /// How a process that has ended came to its end.
    func ending(
        of process: VirtualBoxAPI.Process, _ status: ProcessStatus, _ command: GuestCommand
    ) async throws -> ExecutionResult.Ending {
        switch status {
        case .terminatedNormally: .exited(Int(try await call { try await process.getExitCode() }))
        case .terminatedSignal: .signaled(Int(try await call { try await process.getExitCode() }))
        case .terminatedAbnormally: .signaled(nil)
        case .error:
            throw VMFestError(.noSuchProgram, "the guest can not run '\(command.words[0])'")
        case .timedOutKilled, .timedOutAbnormally: throw DeadlinePassed()
        default: throw VMFestError(.failed, "the guest gave up the command: \(status.rawValue)")
        }
    }
}
