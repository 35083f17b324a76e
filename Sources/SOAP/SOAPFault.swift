//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The server's answer that it did not do what was asked.
///
/// A fault is a definite answer; when no answer came, or none that makes sense, the error is a ``SOAPError``.
package struct SOAPFault: Error, Sendable, Hashable {
    /// The fault code as sent, for example `SOAP-ENV:Client`.
    package var code: String

    /// The fault string; empty where the server sent none.
    package var message: String

    /// The content of the fault's detail element.
    package var detail: [SOAPElement]

    package init(code: String, message: String, detail: [SOAPElement] = []) {
        self.code = code
        self.message = message
        self.detail = detail
    }
}
