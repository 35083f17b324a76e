//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The SOAP 1.1 envelope around an operation and around its answer, in document/literal style.
package enum SOAPEnvelope {
    /// The namespace that makes it SOAP 1.1.
    static let namespace = "http://schemas.xmlsoap.org/soap/envelope/"
}
