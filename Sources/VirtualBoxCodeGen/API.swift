//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The web service in Swift's terms: what the emitters write down.
package struct API: Sendable, Hashable {
    package var interfaces: [Interface] = []
    /// The objects of machines as they are while nobody has the machine's lock.
    package var unlocked: [Interface] = []
    package var enumerations: [Enumeration] = []
    package var structures: [Structure] = []

    /// Who may use something.
    package enum Access: String, Sendable, Hashable {
        /// Everybody who opens the low-level door.
        case `public`
        /// VMFest itself: it would get round a lock.
        case `package`
    }

    /// An interface and the operations that its objects take.
    package struct Interface: Sendable, Hashable {
        package var name: String
        package var operations: [Operation] = []

        /// Whether its operations are called on no object.
        package var isService: Bool { operations.contains { !$0.isCalledOnObject } }
    }

    /// An operation: its name on the wire, and the method that it becomes.
    package struct Operation: Sendable, Hashable {
        package var wireName: String
        package var name: String
        package var isCalledOnObject: Bool
        package var isSetter: Bool
        package var parameters: [Value]
        package var results: [Value]
        package var access: Access = .public
    }

    /// A parameter, a result or a field: its name on the wire, its name and its type in Swift.
    package struct Value: Sendable, Hashable {
        package var wireName: String
        package var name: String
        package var type: String
        package var access: Access = .public
    }

    /// An enumeration and the constants for the values that are known.
    package struct Enumeration: Sendable, Hashable {
        package var name: String
        package var constants: [Constant]
    }

    /// A value of an enumeration, on the wire and in Swift.
    package struct Constant: Sendable, Hashable {
        package var wireName: String
        package var name: String
    }

    /// What crosses the wire by value.
    package struct Structure: Sendable, Hashable {
        package var wireName: String
        package var name: String
        package var fields: [Value]
    }
}
