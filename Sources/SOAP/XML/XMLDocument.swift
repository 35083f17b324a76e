//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// XML that is no SOAP message, such as an OVF description, read as strictly.
package enum XMLDocument {
    /// Reads a whole document: UTF-8, without document types, at most 64 elements inside each other.
    ///
    /// - Throws: an error that says what is wrong and at which byte.
    package static func root(of bytes: [UInt8]) throws -> SOAPElement {
        try XMLReader.root(of: bytes, maximumDepth: 64, keepsAttributes: true)
    }
}
