//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Merges the WSDL with what is known beyond it.
package struct Resolver {
    private let wsdl: WSDL
    private let supplement: Supplement
    private let interfaces: Set<String>
    private let declared: Set<String>
    private let nullable: Set<Supplement.Place>
    private let absent: Set<Supplement.Place>

    package init(wsdl: WSDL, supplement: Supplement) throws {
        self.wsdl = wsdl
        self.supplement = supplement
        interfaces = try Set(wsdl.operations.map { try Self.interface(of: $0.name) })
            .union(supplement.interfacesWithoutOperations)
        declared = Set(wsdl.enumerations.map(\.name) + wsdl.structures.map(\.name))
        nullable = Set(supplement.nullable.map(\.place))
        absent = Set(supplement.absent.map(\.place))
    }

    /// The web service in Swift's terms, its types in the order of their names.
    ///
    /// - Throws: ``GeneratorError``.
    package func resolve() throws -> API {
        try checkTables()
        let operations = Dictionary(grouping: wsdl.operations) { $0.name.prefix { $0 != "_" } }
        var api = try API(
            interfaces: interfaces.map { interface in
                API.Interface(
                    name: try Naming.typeName(interface),
                    operations: try operations[interface[...], default: []].map(resolve)
                )
            }.sorted { $0.name < $1.name },
            enumerations: wsdl.enumerations.map(resolve).sorted { $0.name < $1.name },
            structures: wsdl.structures.map(resolve).sorted { $0.name < $1.name }
        )
        LockRules(supplement.locks).apply(to: &api)
        try Collisions.check(api)
        return api
    }

    private func resolve(_ operation: WSDL.Operation) throws -> API.Operation {
        let wireName = operation.name.drop { $0 != "_" }.dropFirst()
        let parameters = operation.parameters.filter { $0.name != "_this" }
        return API.Operation(
            wireName: operation.name,
            name: try Naming.memberName(String(wireName)),
            isCalledOnObject: parameters.count < operation.parameters.count,
            isSetter: parameters.count == 1 && Naming.isSetter(String(wireName), of: parameters[0].name),
            parameters: try parameters.map { try resolve($0, in: operation.name) },
            results: try operation.results.map { try resolve($0, in: operation.name) }
        )
    }

    private func resolve(_ enumeration: WSDL.Enumeration) throws -> API.Enumeration {
        try API.Enumeration(
            name: Naming.typeName(enumeration.name),
            constants: enumeration.values.map { API.Constant(wireName: $0, name: try Naming.memberName($0)) }
        )
    }

    private func resolve(_ structure: WSDL.Structure) throws -> API.Structure {
        try API.Structure(
            wireName: structure.name,
            name: Naming.typeName(structure.name),
            fields: structure.fields.map { field in
                var value = try resolve(field, in: structure.name)
                // A struct is still of use when an object that it refers to is gone.
                let place = Supplement.Place(structure.name, field.name)
                let isReference = supplement.references[place].map { $0 != "octets" } ?? false
                if isReference && !field.isArray || absent.contains(place) { value.type += "?" }
                return value
            }
        )
    }

    private func resolve(_ field: WSDL.Field, in owner: String) throws -> API.Value {
        let place = Supplement.Place(owner, field.name)
        var type = try typeName(of: field, at: place)
        if field.isArray { type = "[\(type)]" }
        if nullable.contains(place) {
            guard !field.isArray, supplement.references[place] != nil else {
                throw GeneratorError.cannotBeNull(place: "\(place)", type: type)
            }
            type += "?"
        }
        let name = field.name == "returnval" ? "result" : try Naming.memberName(field.name)
        return API.Value(wireName: field.name, name: name, type: type)
    }

    private func typeName(of field: WSDL.Field, at place: Supplement.Place) throws -> String {
        if let reference = supplement.references[place] {
            guard field.type == "xsd:string" else {
                throw GeneratorError.contradictoryReference(place: "\(place)")
            }
            if reference == "octets" { return "Octets" }
            guard interfaces.contains(reference) else {
                throw GeneratorError.unknownInterface(place: "\(place)", interface: reference)
            }
            return try Naming.typeName(reference)
        }
        if let scalar = Self.scalars[field.type] { return scalar }
        let name = String(field.type.dropFirst("vbox:".count))
        guard field.type.hasPrefix("vbox:"), declared.contains(name) else {
            throw GeneratorError.unknownType(place: "\(place)", type: field.type)
        }
        return try Naming.typeName(name)
    }

    private static let scalars = [
        "xsd:string": "String", "xsd:boolean": "Bool", "xsd:int": "Int32", "xsd:unsignedInt": "UInt32",
        "xsd:long": "Int64", "xsd:short": "Int16", "xsd:unsignedShort": "UInt16",
    ]

    private static func interface(of operation: String) throws -> String {
        let parts = operation.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].hasPrefix("I"), !parts[1].isEmpty else {
            throw GeneratorError.unexpectedOperation(operation)
        }
        return String(parts[0])
    }

    /// An entry that matches nothing is a mistake, or of an operation that VirtualBox no longer has.
    private func checkTables() throws {
        let inOperations = Set(
            wsdl.operations.flatMap { operation in
                (operation.parameters + operation.results).map { Supplement.Place(operation.name, $0.name) }
            }
        )
        let inStructures = Set(
            wsdl.structures.flatMap { structure in structure.fields.map { Supplement.Place(structure.name, $0.name) } }
        )
        try check(supplement.references.keys, of: "references", against: inOperations.union(inStructures))
        try check(nullable, of: "what may be null", against: inOperations)
        try check(absent, of: "what may be absent", against: inStructures)
        let names = Set(wsdl.operations.map(\.name))
        let locks = supplement.locks
        let unmatched =
            locks.operations.filter { !names.contains($0) } + locks.interfaces.filter { !interfaces.contains($0) }
        guard unmatched.isEmpty else {
            throw GeneratorError.unmatchedEntries(table: "locks", places: unmatched.sorted())
        }
    }

    private func check(
        _ places: some Sequence<Supplement.Place>, of table: String, against known: Set<Supplement.Place>
    ) throws {
        let unmatched = Set(places).subtracting(known).sorted().map(\.description)
        guard unmatched.isEmpty else { throw GeneratorError.unmatchedEntries(table: table, places: unmatched) }
    }
}
