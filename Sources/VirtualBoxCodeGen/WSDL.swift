//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What a WSDL document declares, under the names it uses.
package struct WSDL: Sendable, Hashable {
    package var enumerations: [Enumeration] = []
    package var structures: [Structure] = []
    package var operations: [Operation] = []

    /// A simple type: its name and the values that it may have.
    package struct Enumeration: Sendable, Hashable {
        package var name: String
        package var values: [String] = []
    }

    /// A complex type that crosses the wire by value.
    package struct Structure: Sendable, Hashable {
        package var name: String
        package var fields: [Field] = []
    }

    /// An operation with what its request and its response contain.
    package struct Operation: Sendable, Hashable {
        package var name: String
        package var parameters: [Field]
        package var results: [Field]
    }

    /// An element inside a request, a response or a structure.
    package struct Field: Sendable, Hashable {
        package var name: String

        /// The type with its prefix, such as `xsd:int` or `vbox:MachineState`.
        package var type: String

        /// Whether it may stand there more than once.
        package var isArray: Bool
    }
}
