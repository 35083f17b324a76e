//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import SOAP

extension ResponseValue {
    /// The text of the one element there must be.
    fileprivate static func scalar(_ elements: [SOAPElement]) throws -> String {
        guard let element = elements.first else { throw ResponseError(reason: .missing) }
        return element.text
    }
}

extension String: ResponseValue {
    /// Null and empty are the same on the wire.
    package init(decoding elements: [SOAPElement], from channel: any Channel) {
        self = elements.first?.text ?? ""
    }
}

extension Bool: ResponseValue {
    package init(decoding elements: [SOAPElement], from channel: any Channel) throws {
        switch try Self.scalar(elements) {
        case "true", "1": self = true
        case "false", "0": self = false
        default: throw ResponseError(reason: .malformed(expected: "a truth value"))
        }
    }
}

extension ResponseValue where Self: FixedWidthInteger {
    package init(decoding elements: [SOAPElement], from channel: any Channel) throws {
        guard let value = Self(try Self.scalar(elements)) else {
            throw ResponseError(reason: .malformed(expected: "a number of type \(Self.self)"))
        }
        self = value
    }
}

extension Int16: ResponseValue {}
extension UInt16: ResponseValue {}
extension Int32: ResponseValue {}
extension UInt32: ResponseValue {}
extension Int64: ResponseValue {}

extension Array: ResponseValue where Element: ResponseValue {
    package init(decoding elements: [SOAPElement], from channel: any Channel) throws {
        self = try elements.enumerated().map { index, element in
            do {
                return try Element(decoding: [element], from: channel)
            } catch var error as ResponseError {
                error.path.insert("[\(index)]", at: 0)
                throw error
            }
        }
    }
}

extension Optional: ResponseValue where Wrapped: ResponseValue {
    /// Nil where there is no element, or an empty one.
    package init(decoding elements: [SOAPElement], from channel: any Channel) throws {
        guard let element = elements.first, !element.text.isEmpty || !element.children.isEmpty else {
            self = nil
            return
        }
        self = try Wrapped(decoding: elements, from: channel)
    }
}

extension ManagedObject {
    package init(decoding elements: [SOAPElement], from channel: any Channel) throws {
        guard let reference = ManagedReference(id: elements.first?.text ?? "", channel: channel) else {
            throw ResponseError(reason: .nullObject)
        }
        self.init(reference: reference)
    }
}
