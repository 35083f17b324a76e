//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Writes an operation: a method of one line, or of two where there are several results.
enum OperationEmitter {
    static func emit(_ operation: API.Operation) -> String {
        let signature =
            "\(operation.access.rawValue) func \(Naming.escaped(operation.name))(\(parameters(of: operation))) async throws"
        let arguments = operation.parameters.map { #"Argument("\#($0.wireName)", \#(Naming.escaped($0.name)))"# }
        let call = "(\(([#""\#(operation.wireName)""#] + arguments).joined(separator: ", ")))"
        let results = operation.results
        return switch results.count {
        case 0:
            "    \(signature) { try await run\(call) }"
        case 1 where results[0].wireName == "returnval":
            "    \(signature) -> \(results[0].type) { try await call\(call) }"
        default:
            """
                \(signature) -> \(tuple(results.map { ($0.name, $0.type) })) {
                    let response = try await results\(call)
                    return try \(tuple(results.map { ($0.name, #"response.value("\#($0.wireName)")"#) }))
                }
            """
        }
    }

    private static func parameters(of operation: API.Operation) -> String {
        operation.parameters.map { parameter in
            "\(operation.isSetter ? "_ " : "")\(Naming.escaped(parameter.name)): \(parameter.type)"
        }.joined(separator: ", ")
    }

    private static func tuple(_ elements: [(label: String, content: String)]) -> String {
        guard elements.count > 1 else { return elements[0].content }
        return "(\(elements.map { "\($0.label): \($0.content)" }.joined(separator: ", ")))"
    }
}
