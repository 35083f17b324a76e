//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

/// Why something on a VirtualBox host did not happen.
package struct VirtualBoxError: Error, Sendable {
    /// What the failure means in the operation where it occurred.
    package enum Code: Sendable, Hashable {
        // The host could not be asked, or its answer did not come: nothing is known about what was asked for.

        /// Nothing answers at the address.
        case unreachable
        /// Something answers that is not VirtualBox's web service.
        case notVirtualBox
        /// The web service refused the user or the password, or has lost VirtualBox's own server process.
        case logonRefused
        /// The VirtualBox is older than what this library knows.
        case unsupportedVersion
        /// The connection or the web-service session ended while a call was under way.
        case connectionLost

        // Definite answers.

        /// There is no such object.
        case notFound
        /// What was asked for is so already.
        case alreadySo
        /// Something of this name, at this place or with this identity exists already.
        case alreadyExists
        /// Someone else holds a lock on the machine.
        case locked
        /// The object is used by something else.
        case inUse
        /// Not possible in the state that the machine or the object is in.
        case invalidState
        /// The object is gone or going, for example a console whose machine was just switched off.
        case gone
        /// Not possible yet: what would do it is not there, or not up.
        case notReady
        /// A value is not acceptable.
        case invalidArgument
        /// This VirtualBox, or this host, can not do it.
        case notSupported
        /// A file on the host can not be read or written.
        case file
        /// The time limit passed.
        case timeLimit
        /// It failed inside VirtualBox; the chain says what VirtualBox knows.
        case failed
        /// An answer or a state that should not occur.
        case unexpected
    }

    package var code: Code

    /// One or more sentences for people.
    package var message: String

    /// The operation that failed, by its name on the wire.
    package var operation: String?

    /// VirtualBox's own chain of errors, outermost first; empty where VirtualBox was not the one to complain.
    package var chain: [VirtualBoxFault.Link]

    /// Whether something may have been carried out though no answer came.
    package var mayHaveHappened: Bool

    /// The error of the layer below.
    package var underlying: (any Error)?

    /// What went wrong while cleaning up after this error.
    package var cleanUpFailures: [any Error] = []

    package init(
        _ code: Code,
        _ message: String,
        operation: String? = nil,
        chain: [VirtualBoxFault.Link] = [],
        mayHaveHappened: Bool = false,
        underlying: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.operation = operation
        self.chain = chain
        self.mayHaveHappened = mayHaveHappened
        self.underlying = underlying
    }

    /// The service's reference to the details of the error, while the session that it occurred in lives.
    var errorInfo: String? { (underlying as? VirtualBoxFault)?.errorInfo }

    /// VirtualBox's result code, where it gave one.
    package var resultCode: ResultCode? {
        if case .runtime(let code) = (underlying as? VirtualBoxFault)?.kind { code } else { chain.first?.code }
    }

    /// Whether the answer is definite: with these codes alone nothing is known about what was asked for.
    package var isDefinite: Bool {
        switch code {
        case .unreachable, .notVirtualBox, .logonRefused, .unsupportedVersion, .connectionLost, .timeLimit: false
        default: true
        }
    }
}

extension VirtualBoxError: CustomStringConvertible {
    package var description: String {
        var text = operation.map { "\(message) (\($0))" } ?? message
        for link in chain where !link.text.isEmpty && !message.contains(link.text) {
            text += "\n  \(link.component.map { "\($0): " } ?? "")\(link.text) (\(link.code))"
        }
        for failure in cleanUpFailures {
            text += "\n  while cleaning up: \(failure)"
        }
        return text
    }
}
