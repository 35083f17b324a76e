//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Why a call brought no usable answer.
package struct SOAPError: Error, Sendable, CustomStringConvertible {
    /// What went wrong.
    package enum Code: Sendable, Hashable {
        /// No connection could be made: nothing listens, no such host, no route.
        case cannotConnect
        /// The server takes connections, and nothing is heard on them: it has no thread left for them, or hangs.
        case unanswered
        /// The TLS handshake failed: untrusted or expired certificate, wrong host name, or the server speaks no TLS.
        case tls
        /// The connection broke before the whole answer was there.
        case connectionClosed
        /// The deadline passed before the whole answer was there.
        case deadlineExceeded
        /// The answer is larger than the client takes.
        case responseTooLarge
        /// HTTP 401 or 403: a proxy or the server wants other credentials.
        case unauthorized
        /// An HTTP status that no SOAP answer has.
        case httpStatus(Int)
        /// The answer is not a SOAP envelope: wrong content type, HTML, broken or truncated XML, too deep, a DTD.
        case notSOAP
        /// The request cannot be written as XML: a control character in a parameter.
        case unsendable
    }

    package var code: Code

    /// One sentence for people.
    ///
    /// It never contains the request or raw bytes of the response.
    package var message: String

    /// Whether the server may have carried the request out: false only where it is certain that no byte of the
    /// request was sent.
    package var mayHaveBeenSent: Bool

    /// The error of the layer below.
    package var underlying: (any Error)?

    package init(code: Code, message: String, mayHaveBeenSent: Bool, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.mayHaveBeenSent = mayHaveBeenSent
        self.underlying = underlying
    }

    package var description: String { message }
}
