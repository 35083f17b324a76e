//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest
import VirtualBox
import VirtualBoxAPI

extension VMFestError {
    /// Runs a user's work: errors of the layers below become this one, the user's own stay what they are.
    static func outward<Value>(
        _ action: String, of target: String? = nil, _ work: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await work()
        } catch {
            guard isKnown(error) else { throw error }
            return try await during(action, of: target) { throw error }
        }
    }

    private static func isKnown(_ error: any Error) -> Bool {
        error is VMFestError || error is VirtualBoxError || error is DeadlinePassed || error is UnsendableArgument
            || error is ResponseError
    }

    /// What a call failed with, in a user's terms; nil for an error that is none of a call.
    static func ofCall(_ error: any Error) async -> VMFestError? {
        do {
            try await outward("use VirtualBox's interface") { throw error }
            return nil
        } catch {
            return error as? VMFestError
        }
    }
}
