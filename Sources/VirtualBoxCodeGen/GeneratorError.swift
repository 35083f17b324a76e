//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Why nothing could be generated.
package enum GeneratorError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The document is not XML.
    case notXML(line: Int)
    /// The document is XML but no WSDL with operations.
    case noOperations
    /// The port type names an operation whose request or response is not declared.
    case noElements(operation: String)
    /// A field has a type that is declared nowhere.
    case unknownType(place: String, type: String)
    /// The supplement names an interface that the WSDL does not have.
    case unknownInterface(place: String, interface: String)
    /// A line of the supplement is not a name followed by pairs of a field and a type.
    case malformedLine(String)
    /// The supplement gives an interface to a field that is no string, or twice to the same.
    case contradictoryReference(place: String)
    /// Entries of the tables that match nothing in the WSDL.
    case unmatchedEntries(table: String, places: [String])
    /// Something that may be null is neither a reference nor in a structure.
    case cannotBeNull(place: String, type: String)
    /// An operation's name is not `IInterface_operation`.
    case unexpectedOperation(String)
    /// A name can not be written in Swift.
    case unusableName(String)
    /// Several things would have the same name in Swift.
    case collision(name: String, of: [String], in: String)
    /// A file in the output folder was not written by this generator, so it is not deleted either.
    case foreignFile(String)

    package var description: String {
        switch self {
        case .notXML(let line): "the WSDL is not XML: see line \(line)"
        case .noOperations: "the document declares no operations; is it a WSDL?"
        case .noElements(let operation): "\(operation) has no request or no response element"
        case .unknownType(let place, let type): "\(place) has the unknown type '\(type)'"
        case .unknownInterface(let place, let interface): "\(place) refers to the unknown interface \(interface)"
        case .malformedLine(let line): "this line of the references is malformed: \(line)"
        case .contradictoryReference(let place): "\(place) is no string, or has two types in the references"
        case .unmatchedEntries(let table, let places):
            "the WSDL has nothing for these entries of \(table): \(places.joined(separator: ", "))"
        case .cannotBeNull(let place, let type): "\(place) is of type \(type), which is never null"
        case .unexpectedOperation(let name): "'\(name)' is not named as an operation"
        case .unusableName(let name): "'\(name)' can not be a name in Swift"
        case .collision(let name, let originals, let scope):
            "\(originals.joined(separator: ", ")) would all be '\(name)' in \(scope)"
        case .foreignFile(let path): "\(path) was not written by vboxgen; is this the right folder?"
        }
    }
}
