//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import SOAP
package import VirtualBoxAPI

extension VirtualBoxError {
    /// What a fault of the web service means.
    package init(_ fault: VirtualBoxFault) {
        switch fault.kind {
        case .runtime(let code):
            let text = fault.chain.first?.text ?? ""
            self.init(
                Meanings.meaning(of: code, in: fault.operation),
                text.isEmpty ? "VirtualBox answered \(code)" : text,
                operation: fault.operation,
                chain: fault.chain,
                underlying: fault
            )
        case .unknownOperation:
            self.init(
                .notSupported, "this VirtualBox has no such operation", operation: fault.operation, underlying: fault)
        case .invalidReference:
            self.init(
                .gone, "the object is no longer known to the web service", operation: fault.operation,
                underlying: fault)
        case .bare:
            self.init(
                .logonRefused, "the web service refused without giving a reason", operation: fault.operation,
                underlying: fault)
        case .unreadable:
            self.init(
                .unexpected, "the web service could not read the request: \(fault.message)",
                operation: fault.operation, underlying: fault)
        }
    }

    /// What a call without a usable answer means.
    package init(_ error: SOAPError, operation: String) {
        let code: Code =
            switch error.code {
            case .cannotConnect, .unanswered, .tls: .unreachable
            case .connectionClosed: .connectionLost
            case .deadlineExceeded: .timeLimit
            case .notSOAP, .httpStatus, .responseTooLarge: .notVirtualBox
            case .unauthorized: .logonRefused
            case .unsendable: .invalidArgument
            }
        self.init(
            code, error.message, operation: operation, mayHaveHappened: error.mayHaveBeenSent, underlying: error)
    }

    /// The error for anything that a call can throw; an error that is none of a call's is passed on.
    static func wrapping(_ error: any Error, operation: String) -> any Error {
        switch error {
        case let fault as SOAPFault: VirtualBoxError(VirtualBoxFault(fault, operation: operation))
        case let error as SOAPError: VirtualBoxError(error, operation: operation)
        default: error
        }
    }
}
