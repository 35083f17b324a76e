//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation
package import SOAP

/// Bytes, which the web service takes and gives as base64 text.
///
/// Text that is not base64 crashes the service; a value of this type is never that.
public struct Octets: Sendable, Hashable, ArgumentValue, ResponseValue {
    /// The bytes.
    public var data: Data

    /// Bytes to send.
    public init(_ data: Data) {
        self.data = data
    }

    package func texts() -> [String] { data.isEmpty ? [] : [data.base64EncodedString()] }

    /// The service breaks the text into lines.
    package init(decoding elements: [SOAPElement], from channel: any Channel) throws {
        let text = elements.map(\.text).joined()
        guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters) else {
            throw ResponseError(reason: .malformed(expected: "base64"))
        }
        self.data = data
    }
}
