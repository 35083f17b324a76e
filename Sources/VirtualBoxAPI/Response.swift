//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import SOAP

/// The elements inside an operation's response, to be decoded by name.
package struct Response: Sendable {
    package let operation: StaticString
    package let elements: [SOAPElement]
    package let channel: any Channel

    package init(operation: StaticString, elements: [SOAPElement], channel: any Channel) {
        self.operation = operation
        self.elements = elements
        self.channel = channel
    }

    /// The result of this name: `returnval`, or an output parameter's own name.
    package func value<Value: ResponseValue>(_ name: String) throws -> Value {
        do {
            return try Value(decoding: elements.filter { $0.name == name }, from: channel)
        } catch var error as ResponseError {
            error.operation = "\(operation)"
            error.path.insert(name, at: 0)
            throw error
        }
    }
}

/// A value that the web service answers with.
package protocol ResponseValue: Sendable {
    /// Decodes all elements that carry the value's name: none for null or an empty array, several for an array.
    ///
    /// - Throws: ``ResponseError``.
    init(decoding elements: [SOAPElement], from channel: any Channel) throws
}

/// A response that lacks what its operation promises.
package struct ResponseError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Reason: Sendable, Hashable {
        /// A required value is missing.
        case missing
        /// Null where an object is required. The service writes so what it no longer has: an object of a dead session.
        case nullObject
        /// The text is no value of this type.
        case malformed(expected: String)
    }

    package var operation: String
    package var path: [String]
    package var reason: Reason

    package init(operation: String = "", path: [String] = [], reason: Reason) {
        self.operation = operation
        self.path = path
        self.reason = reason
    }

    package var description: String {
        let place = ([operation] + path).joined(separator: ".")
        return switch reason {
        case .missing: "the answer of \(place) is missing"
        case .nullObject: "\(place) answered with no object"
        case .malformed(let expected): "the answer of \(place) is not \(expected)"
        }
    }
}
