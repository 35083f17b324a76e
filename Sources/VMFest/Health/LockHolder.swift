//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Who has a machine's lock, as far as VirtualBox and the computer tell.
///
/// Its JSON has the keys `machine` (the UUID), `name`, `running`, and where they are known `session`, `process` and
/// `program`.
public struct LockHolder: Sendable, Hashable {
    /// The machine.
    public var machine: Machine

    /// The machine's name.
    public var name: String

    /// Whether the machine runs; its lock is then that of the process that executes it.
    public var isRunning: Bool

    /// Whether the machine is on the way from one state to another, where it can hang.
    var isChanging = false

    /// What the holder calls itself, for example `headless` or `GUI/Qt`; nil where it does not.
    public var session: String?

    /// The number of the process on the host; nil where VirtualBox does not know it.
    public var process: Int?

    /// The name of the process's program; nil where the host is another computer, or the process is gone.
    ///
    /// A lock that was taken through the web service is held by `vboxwebsrv`, whoever asked for it.
    public var program: String?

    /// What would free the lock, in a sentence.
    public var remedy: String {
        if isChanging {
            return
                "the lock ends when the machine is switched off; where it hangs, 'vmfest unlock --force' ends its process"
        }
        if isRunning { return "the lock ends when the machine is switched off" }
        switch program {
        case HolderProcess.webService:
            return "it ends when the program that took it through the web service gives it back; that of a program of"
                + " VMFest's which died is given back by 'vmfest unlock', of any other VirtualBox keeps it until the web"
                + " service ends: 'vmfest unlock --force' ends it"
        case .some(let program):
            return "close the machine in \(program), or 'vmfest unlock --force' ends that process"
        case nil:
            return "it ends when that program closes the machine or exits"
        }
    }
}

extension LockHolder: Encodable {
    private enum CodingKeys: String, CodingKey {
        case machine, name, running, session, process, program
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(machine.key, forKey: .machine)
        try container.encode(name, forKey: .name)
        try container.encode(isRunning, forKey: .running)
        try container.encodeIfPresent(session, forKey: .session)
        try container.encodeIfPresent(process, forKey: .process)
        try container.encodeIfPresent(program, forKey: .program)
    }
}

extension LockHolder: CustomStringConvertible {
    /// Who it is, in words: `the session 'headless' (VBoxHeadless, process 4711)`.
    public var description: String {
        let who = session.map { "the session '\($0)'" } ?? "a session without a name"
        let parts = [program, process.map { "process \($0)" }].compactMap(\.self)
        return parts.isEmpty ? who : "\(who) (\(parts.joined(separator: ", ")))"
    }
}
