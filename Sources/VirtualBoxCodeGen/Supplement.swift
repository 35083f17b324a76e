//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What the WSDL does not say: which strings are references or octets, and what may be null or missing.
package struct Supplement: Sendable {
    /// The interface's name, or `octets`, of each place that is a string in the WSDL.
    package var references: [Place: String] = [:]

    /// Interfaces that have no operations of their own and so are not in the WSDL.
    package var interfacesWithoutOperations: [String] = []

    /// Parameters and results of operations that may be null.
    package var nullable: [Exception] = []

    /// Fields of structures that not every release has.
    package var absent: [Exception] = []

    /// What can be changed only under a machine's lock.
    package var locks = Locks()

    /// An element inside an operation or a structure.
    package struct Place: Sendable, Hashable, Comparable, CustomStringConvertible {
        package var owner: String
        package var field: String

        package init(_ owner: String, _ field: String) {
            self.owner = owner
            self.field = field
        }

        package var description: String { "\(owner).\(field)" }

        package static func < (left: Self, right: Self) -> Bool {
            (left.owner, left.field) < (right.owner, right.field)
        }
    }

    /// A place that is an exception to the rule, and why.
    package struct Exception: Sendable {
        package var place: Place
        package var reason: String

        package init(_ owner: String, _ field: String, because reason: String) {
            place = Place(owner, field)
            self.reason = reason
        }
    }

    package init(
        references: String, interfacesWithoutOperations: [String] = [], nullable: [Exception] = [],
        absent: [Exception] = [], locks: Locks = Locks()
    ) throws {
        self.interfacesWithoutOperations = interfacesWithoutOperations
        self.nullable = nullable
        self.absent = absent
        self.locks = locks
        for line in references.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count >= 3, !words.count.isMultiple(of: 2) else {
                throw GeneratorError.malformedLine(String(line))
            }
            for index in stride(from: 1, to: words.count, by: 2) {
                let place = Place(words[0], words[index])
                guard self.references.updateValue(words[index + 1], forKey: place) == nil else {
                    throw GeneratorError.contradictoryReference(place: "\(place)")
                }
            }
        }
    }

    /// The one for VirtualBox.
    package static func virtualBox() throws -> Self {
        try Self(
            references: Tables.references,
            interfacesWithoutOperations: Tables.interfacesWithoutOperations,
            nullable: Tables.nullableParameters + Tables.nullableResults,
            absent: Tables.absentFields,
            locks: Tables.locks
        )
    }
}
