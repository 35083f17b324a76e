//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// What the program's exit code says; the numbers are a contract.
enum ExitStatus: Int32, Sendable, Hashable, CaseIterable {
    /// Done.
    case done = 0
    /// It failed.
    case failed = 1
    /// There is no such machine, image, key, size, snapshot, network or disk.
    case notFound = 3
    /// The host could not be asked, so nothing is known about what was asked for.
    case hostNotAsked = 4
    /// The time limit passed.
    case timeLimit = 5
    /// The command line is wrong; nothing was tried.
    case usage = 64
    /// Ended by Ctrl-C or another signal.
    case interrupted = 130
}

extension ExitStatus {
    /// The exit code of an error: the one place that knows.
    init(of error: any Error) {
        switch error {
        case is CancellationError: self = .interrupted
        case let failure as Failure: self = failure.status
        case let error as VMFestError: self.init(of: error.code)
        default: self = Self(rawValue: VMFestCommand.exitCode(for: error).rawValue) ?? .failed
        }
    }

    private init(of code: VMFestError.Code) {
        switch code {
        case .noSuchMachine, .noSuchImage, .noSuchKey, .noSuchSize, .noSuchSnapshot, .noSuchNetwork, .noSuchDisk:
            self = .notFound
        case .timeLimit: self = .timeLimit
        case let code where code.isAboutTheHost: self = .hostNotAsked
        default: self = .failed
        }
    }

    /// The exit code of several outcomes: the gravest.
    ///
    /// 3 and 5 are what scripts go on from, so they are given only when nothing worse happened to any machine: after 3,
    /// all machines that exist are done.
    init(ofAll outcomes: some Sequence<ExitStatus>) {
        let all = Set(outcomes)
        self = Self.gravestFirst.first { all.contains($0) } ?? .done
    }

    private static let gravestFirst: [Self] = [.interrupted, .usage, .hostNotAsked, .failed, .timeLimit, .notFound]
}
