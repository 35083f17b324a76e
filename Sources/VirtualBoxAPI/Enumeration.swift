//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import SOAP

/// An enumeration of the web service: a name among those that are known, or one that a newer server knows.
package protocol Enumeration: RawRepresentable, Sendable, Hashable, ArgumentValue, ResponseValue,
    CustomStringConvertible
where RawValue == String {
    init(rawValue: String)
}

extension Enumeration {
    package func texts() throws -> [String] {
        guard !rawValue.isEmpty else { throw UnsendableArgument(reason: "is an empty \(Self.self)") }
        return try rawValue.texts()
    }

    package init(decoding elements: [SOAPElement], from channel: any Channel) throws {
        guard let element = elements.first, !element.text.isEmpty else { throw ResponseError(reason: .missing) }
        self.init(rawValue: element.text)
    }

    package var description: String { rawValue }
}
