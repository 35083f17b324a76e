//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import SOAP

/// A named value to send.
package struct Argument: Sendable {
    let name: String
    let value: any ArgumentValue

    package init(_ name: String, _ value: some ArgumentValue) {
        self.name = name
        self.value = value
    }

    /// The parameters that these arguments become on the wire.
    package static func encode(_ arguments: [Argument]) throws -> [SOAPRequest.Parameter] {
        var parameters: [SOAPRequest.Parameter] = []
        for argument in arguments {
            do {
                for text in try argument.value.texts() {
                    parameters.append(SOAPRequest.Parameter(name: argument.name, text: text))
                }
            } catch let error as UnsendableArgument {
                throw error.named(argument.name)
            }
        }
        return parameters
    }
}

/// A value that the web service takes: each text becomes an element of its own.
package protocol ArgumentValue: Sendable {
    /// The elements' texts: none for null or an empty array, otherwise one for each value.
    ///
    /// - Throws: ``UnsendableArgument`` where the value would be misread, or would crash the service.
    func texts() throws -> [String]
}

/// An argument that must not be sent, found before anything was.
package struct UnsendableArgument: Error, Sendable, Hashable, CustomStringConvertible {
    /// The parameter's name.
    package var parameter: String?

    /// Why it can not be sent.
    package var reason: String

    package init(parameter: String? = nil, reason: String) {
        self.parameter = parameter
        self.reason = reason
    }

    func named(_ name: String) -> Self {
        UnsendableArgument(parameter: parameter ?? name, reason: reason)
    }

    package var description: String {
        parameter.map { "'\($0)' \(reason)" } ?? reason
    }
}

extension String: ArgumentValue {
    package func texts() throws -> [String] {
        // XML 1.0 has no way to write these; the service would store them and answer with broken XML.
        let illegal = unicodeScalars.first { scalar in
            switch scalar.value {
            case 0x9, 0xA, 0xD: false
            case 0..<0x20, 0xFFFE, 0xFFFF: true
            default: false
            }
        }
        if let illegal {
            let code = String(illegal.value, radix: 16, uppercase: true)
            throw UnsendableArgument(reason: "contains the control character U+\(code), which can not be sent")
        }
        return [self]
    }
}

extension Bool: ArgumentValue {
    package func texts() -> [String] { [self ? "true" : "false"] }
}

extension ArgumentValue where Self: FixedWidthInteger {
    package func texts() -> [String] { [String(self)] }
}

extension Int16: ArgumentValue {}
extension UInt16: ArgumentValue {}
extension Int32: ArgumentValue {}
extension UInt32: ArgumentValue {}
extension Int64: ArgumentValue {}

extension Optional: ArgumentValue where Wrapped: ArgumentValue {
    package func texts() throws -> [String] { try self?.texts() ?? [] }
}

extension Array: ArgumentValue where Element: ArgumentValue {
    package func texts() throws -> [String] { try flatMap { try $0.texts() } }
}

extension ManagedObject {
    package func texts() -> [String] { [reference.id] }
}
