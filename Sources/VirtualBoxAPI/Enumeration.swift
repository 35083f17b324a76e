//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import SOAP

/// An enumeration of the web service: a name among those that are known, or one that a newer server knows.
public protocol Enumeration: RawRepresentable, Sendable, Hashable, CustomStringConvertible where RawValue == String {
    /// A value by its name, which need not be known.
    init(rawValue: String)
}

extension ArgumentValue where Self: Enumeration {
    package func texts() throws -> [String] {
        guard !rawValue.isEmpty else { throw UnsendableArgument(reason: "is an empty \(Self.self)") }
        return try rawValue.texts()
    }
}

extension ResponseValue where Self: Enumeration {
    package init(decoding elements: [SOAPElement], from channel: any Channel) throws {
        guard let element = elements.first, !element.text.isEmpty else { throw ResponseError(reason: .missing) }
        self.init(rawValue: element.text)
    }
}

extension Enumeration {
    /// The name.
    public var description: String { rawValue }
}
