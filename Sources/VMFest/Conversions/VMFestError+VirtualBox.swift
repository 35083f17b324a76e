//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension VMFestError {
    /// What an error of the layer below means to a user.
    init(_ error: VirtualBoxError, action: String? = nil, target: String? = nil) {
        let code: Code =
            switch error.code {
            case .unreachable: .unreachable
            case .notVirtualBox: .notVirtualBox
            case .logonRefused: .logonRefused
            case .unsupportedVersion: .unsupportedVersion
            case .connectionLost: .connectionLost
            case .locked: .locked
            case .inUse: .inUse
            case .invalidState: .invalidState
            case .invalidArgument: .invalidArgument
            case .notSupported: .notSupported
            case .timeLimit: .timeLimit
            case .notReady: .guestNotReady
            case .notFound, .alreadySo, .alreadyExists, .gone, .file, .failed, .unexpected: .failed
            }
        self.init(
            code, error.message, action: action, target: target,
            complaints: error.chain.map {
                Complaint(resultCode: $0.code.rawValue, component: $0.component, text: $0.text)
            },
            mayHaveHappened: error.mayHaveHappened
        )
        if error.isAboutFullDisk {
            self.code = .noSpace
            message = "a disk of the host is full, make room there: \(message)"
        }
        call = error.operation
        cleanUpFailures = error.cleanUpFailures.map { "\($0)" }
    }

    /// An error with what went wrong while undoing after it; one that has no place for that is left as it is.
    static func adding(_ cleanUpFailures: [String], to error: any Error) -> any Error {
        var failure = (error as? VirtualBoxError).map { VMFestError($0) } ?? error as? VMFestError
        failure?.cleanUpFailures += cleanUpFailures
        return failure ?? error
    }

    /// Runs an action and turns whatever the layers below throw into this layer's error.
    package static func during<Value>(
        _ action: String, of target: String? = nil, _ work: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await work()
        } catch var error as VMFestError {
            error.action = error.action ?? action
            error.target = error.target ?? target
            throw error
        } catch let error as VirtualBoxError {
            throw VMFestError(error, action: action, target: target)
        } catch is DeadlinePassed {
            throw VMFestError(.timeLimit, "the time limit passed", action: action, target: target)
        } catch let error as UnsendableArgument {
            throw VMFestError(.invalidArgument, "\(error)", action: action, target: target)
        } catch let error where !(error is CancellationError) {
            throw VMFestError(.failed, "\(error)", action: action, target: target)
        }
    }
}

extension VirtualBoxError {
    /// Whether VirtualBox says that a disk of the host is full; only the text tells.
    var isAboutFullDisk: Bool { ([message] + chain.map(\.text)).contains { $0.contains("VERR_DISK_FULL") } }
}
