//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// An HTTP response, whole.
struct HTTPAnswer: Sendable, Hashable {
    var status: Int

    /// The media type in lower case, without parameters; nil where the response names none.
    var mediaType: String?

    /// Whether the connection may carry another request.
    var keepsConnection: Bool

    /// The content; empty where it can not be SOAP.
    var body: [UInt8]

    /// Whether the content claims to be XML, or claims nothing.
    var isXML: Bool {
        mediaType.map { $0.hasSuffix("/xml") || $0.hasSuffix("+xml") } ?? true
    }
}
