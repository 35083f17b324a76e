//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP

/// Something that a call acquired on the server and that must be given back before the web-service session ends.
///
/// A machine's lock outlives its session and would then block everybody until the service itself ends, so what was
/// acquired is written down before the call that acquires it is sent: whatever becomes of that call, of its caller or
/// of the connection, the session gives it back when it ends. Locks are also noted beyond the program: see ``LockJournal``.
package struct Obligation: Sendable, Hashable {
    /// The operation that gives it back.
    let release: String

    /// Its parameters; they say what is given back.
    let parameters: [SOAPRequest.Parameter]

    /// What a call acquires, if anything.
    init?(acquiredBy operation: String, _ parameters: [SOAPRequest.Parameter]) {
        guard let rule = Self.rules.first(where: { $0.acquire == operation }) else { return nil }
        var given: [SOAPRequest.Parameter] = []
        for (source, target) in rule.parameters {
            guard let parameter = parameters.first(where: { $0.name == source }) else { return nil }
            given.append(SOAPRequest.Parameter(name: target, text: parameter.text))
        }
        release = rule.release
        self.parameters = given
    }

    /// Whether a call gives this back.
    func isMet(by operation: String, _ parameters: [SOAPRequest.Parameter]) -> Bool {
        operation == release && self.parameters.allSatisfy(parameters.contains)
    }

    /// The session object that carries the lock; nil where it is no lock.
    var sessionObject: String? {
        release == "ISession_unlockMachine" ? parameters.first { $0.name == "_this" }?.text : nil
    }

    /// Whether it is that what was attached to a machine is saved.
    var isSaving: Bool { release == "IMachine_saveSettings" }

    private struct Rule {
        let acquire: String
        let release: String
        /// Which parameter of the acquiring call becomes which of the releasing one.
        let parameters: [(String, String)]
    }

    private static let rules = [
        Rule(acquire: "IMachine_lockMachine", release: "ISession_unlockMachine", parameters: [("session", "_this")]),
        Rule(
            acquire: "IMachine_launchVMProcess", release: "ISession_unlockMachine",
            parameters: [("session", "_this")]),
        Rule(
            acquire: "IEventSource_registerListener", release: "IEventSource_unregisterListener",
            parameters: [("_this", "_this"), ("listener", "listener")]),
        // VirtualBox takes a disk that is attached and never saved for the machine's until its server ends; and that server
        // dies of taking it off before it was saved.
        Rule(acquire: "IMachine_attachDevice", release: "IMachine_saveSettings", parameters: [("_this", "_this")]),
        Rule(acquire: "IMachine_mountMedium", release: "IMachine_saveSettings", parameters: [("_this", "_this")]),
    ]
}
