//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Why VMFest did not do what was asked.
///
/// ``code`` tells programs what happened, ``message`` tells people, and ``complaints`` has VirtualBox's own words.
/// A cancelled task throws `CancellationError` instead.
public struct VMFestError: Error, Sendable {
    /// What went wrong.
    public var code: Code

    /// One or more sentences for people: what is wrong, and where it is known, what to do.
    public var message: String

    /// What was being done, for example `start`.
    public var action: String?

    /// The name or the UUID of the machine that it was done to.
    public var target: String?

    /// The call of VirtualBox's web service that failed, by its name there; nil where none did.
    public var call: String?

    /// All that is wrong with a spec, a size or tags; empty for other errors.
    public var problems: [SpecProblem]

    /// VirtualBox's own chain of errors, outermost first; empty where VirtualBox did not complain.
    public var complaints: [Complaint]

    /// The last lines of the machine's log, where a machine failed to start or a guest was waited for in vain.
    public var log: [String]

    /// The path of a picture of the machine's screen, on this computer, where a guest was waited for in vain.
    public var screenshot: String?

    /// Whether the request may have been carried out although its answer did not come.
    public var mayHaveHappened: Bool

    /// The instances of a run that failed; empty for other errors.
    public var failures: [RunFailure] = []

    /// The instances of a run that did not fail, and stay; empty for other errors.
    public var kept: [Machine] = []

    /// What went wrong while undoing or cleaning up after this error; what is named here may be left over.
    public var cleanUpFailures: [String]

    package init(
        _ code: Code,
        _ message: String,
        action: String? = nil,
        target: String? = nil,
        problems: [SpecProblem] = [],
        complaints: [Complaint] = [],
        mayHaveHappened: Bool = false
    ) {
        self.code = code
        self.message = message
        self.action = action
        self.target = target
        self.problems = problems
        self.complaints = complaints
        self.mayHaveHappened = mayHaveHappened
        log = []
        cleanUpFailures = []
    }

    /// One link of VirtualBox's chain of errors.
    public struct Complaint: Sendable, Hashable {
        /// VirtualBox's result code, for example `0x80bb0007`.
        public var resultCode: UInt32

        /// The component that complained, for example `SessionMachine`; nil where it is not known.
        public var component: String?

        /// VirtualBox's words.
        public var text: String
    }
}

extension VMFestError: CustomStringConvertible {
    /// Everything that is known, over several lines where needed.
    ///
    /// It never contains a password.
    public var description: String {
        var lines = [[target, message].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": ")]
        lines += problems.map { "  \($0)" }
        lines += failures.map { "  " + "\($0)".replacing("\n", with: "\n  ") }
        lines += complaints.filter { !$0.text.isEmpty && !message.contains($0.text) }.map { complaint in
            let code = String(complaint.resultCode, radix: 16)
            return "  VirtualBox\(complaint.component.map { ", \($0)" } ?? ""): \(complaint.text) (0x\(code))"
        }
        if let call { lines.append("  in \(call)") }
        if !log.isEmpty { lines += ["  the end of the machine's log:"] + log.map { "    \($0)" } }
        if let screenshot { lines.append("  a picture of its screen: \(screenshot)") }
        if mayHaveHappened { lines.append("  it is not known whether the host carried it out") }
        lines += cleanUpFailures.map { "  while cleaning up: \($0)" }
        return lines.joined(separator: "\n")
    }
}
