//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Writes an enumeration: an open set of names, with constants for those that are known.
enum EnumerationEmitter {
    static func emit(_ enumeration: API.Enumeration) -> String {
        // Computed, not stored: that compiles faster, and needs no lazy initialization.
        let constants = enumeration.constants.map { constant in
            #"    public static var \#(Naming.escaped(constant.name)): Self { Self(rawValue: "\#(constant.wireName)") }"#
        }
        // `Self.` makes backticks needless.
        let known = enumeration.constants.map { "Self.\($0.name)" }
        return """
            public struct \(enumeration.name): Enumeration, ArgumentValue, ResponseValue {
                public let rawValue: String
                public init(rawValue: String) { self.rawValue = rawValue }

            \(constants.joined(separator: "\n"))

                public static var knownValues: [Self] { [\(known.joined(separator: ", "))] }
            }
            """
    }
}
