//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Finds names that would mean two things.
enum Collisions {
    /// The types that generated code stands on.
    private static let reservedTypes = [
        "Argument", "ArgumentValue", "Array", "Bool", "Channel", "Enumeration", "Int16", "Int32", "Int64",
        "ManagedObject", "ManagedReference", "Octets", "Optional", "Response", "ResponseError", "ResponseValue", "Self",
        "SOAPElement", "StaticString", "String", "UInt16", "UInt32", "UnsendableArgument",
    ]

    /// The members that all objects have, and the names that generated methods use inside.
    private static let reservedMembers = ["as", "call", "reference", "response", "results", "run", "texts"]

    static func check(_ api: API) throws {
        let interfaces = api.interfaces + api.unlocked
        let types = interfaces.map(\.name) + api.enumerations.map(\.name) + api.structures.map(\.name)
        // A file is named after its type, and not every file system tells upper from lower case.
        try check((reservedTypes + types).map { ($0, $0.lowercased()) }, in: "the module")
        for enumeration in api.enumerations {
            let constants = enumeration.constants.map { ($0.wireName, $0.name) }
            try check(constants + [("(reserved)", "knownValues")], in: enumeration.name)
        }
        for structure in api.structures {
            try check(structure.fields.map { ($0.wireName, $0.name) }, in: structure.name)
        }
        let shared = api.interfaces.first { $0.name == Generator.rootInterface }?.operations ?? []
        for interface in interfaces {
            let inherited = interface.name == Generator.rootInterface ? [] : shared
            let operations = (interface.operations + inherited).map { ($0.wireName, $0.name) }
            try check(operations + reservedMembers.map { ("(reserved)", $0) }, in: interface.name)
            for operation in interface.operations {
                let parameters = operation.parameters.map { ($0.wireName, $0.name) }
                try check(
                    parameters + ["call", "response", "results", "run"].map { ("(reserved)", $0) },
                    in: operation.wireName
                )
                try check(operation.results.map { ($0.wireName, $0.name) }, in: operation.wireName)
            }
        }
    }

    private static func check(_ names: [(original: String, name: String)], in scope: String) throws {
        let groups = Dictionary(grouping: names, by: \.name)
        for (name, group) in groups.sorted(by: { $0.key < $1.key }) where group.count > 1 {
            throw GeneratorError.collision(name: name, of: group.map(\.original), in: scope)
        }
    }
}
