//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging
import VirtualBox
import VirtualBoxAPI

/// What every way to make a machine has in common: it is noted on the host before anything of it is there, each step can
/// be undone, and in the end it is whole or gone.
struct MachineMaking: Sendable {
    let scope: HostScope
    let host: Host
    let name: String
    let deadline: Deadline

    /// What has been done so far.
    var undo = Undo()

    /// The machine's UUID, once it is noted that it is being made.
    private var noted: String?

    init(scope: HostScope, host: Host, name: String, deadline: Deadline) {
        self.scope = scope
        self.host = host
        self.name = name
        self.deadline = deadline
    }

    /// Refuses a name that a machine has already.
    func refuseTakenName() async throws {
        guard try await scope.findMachine(name) == nil else { throw nameTaken(nil) }
    }

    /// A machine object of which nothing is on the disk yet.
    func object(osType: String, group: String) async throws -> VirtualBoxAPI.Machine {
        do {
            return try await scope.createMachine(name: name, osType: osType, group: group)
        } catch let error as VirtualBoxError where error.code == .alreadyExists {
            throw nameTaken(error)
        }
    }

    /// Notes that the machine is being made.
    ///
    /// - Returns: the session object that is to carry its lock.
    mutating func begin(
        _ key: String, in folder: HostPath, from template: String? = nil, within limit: Duration = .seconds(600)
    ) async throws -> Session {
        let session = try await scope.sessionObject()
        noted = key
        try await Undertakings(scope: scope).begin(
            .machine, key, name: name, folder: folder, session: session, template: template, within: limit)
        return session
    }

    /// Writes the first file, which is what takes the name: of several who want it one goes on from here.
    func takingName(_ write: () async throws -> Void) async throws {
        do {
            try await write()
        } catch let error as VirtualBoxError where error.isTakenName {
            throw nameTaken(error)
        }
    }

    /// Ends a step when the task is cancelled or the time is over.
    func checkTime() throws {
        try Task.checkCancellation()
        if deadline.hasPassed { throw DeadlinePassed() }
    }

    /// Notes that the machine is whole.
    func end() async throws {
        guard let noted else { return }
        try await Undertakings(scope: scope).end(noted)
    }

    /// Undoes what was done, and gives the error with what could not be undone.
    func failed(_ error: any Error) async -> any Error {
        let described = await scope.describe(error)
        let failures = await undo.run(on: scope.service)
        if let noted {
            try? await Undertakings.conclude(noted, hasRemains: !failures.isEmpty, on: scope.service)
        }
        guard !failures.isEmpty else { return described }
        scope.service.logger.warning(
            "something is left of a machine that was not made", metadata: ["failures": "\(failures)"])
        return VMFestError.adding(failures, to: described)
    }

    private func nameTaken(_ error: VirtualBoxError?) -> VMFestError {
        var failure = error.map { VMFestError($0) } ?? VMFestError(.nameTaken, "")
        failure.code = .nameTaken
        failure.message =
            "a machine '\(name)' exists already on \(host.url); choose another name or destroy that one"
        return failure
    }
}

extension VirtualBoxError {
    /// Whether a machine, or a file in the place of its settings, has the name already.
    var isTakenName: Bool { code == .alreadyExists || message.contains("VERR_ALREADY_EXISTS") }
}
