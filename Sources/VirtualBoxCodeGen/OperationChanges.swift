//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The operations that a WSDL has and generated files do not, and the other way round.
package struct OperationChanges: Sendable, Hashable, CustomStringConvertible {
    /// Operations that are new in the WSDL.
    package var added: [String]

    /// Operations that the WSDL no longer has.
    package var removed: [String]

    /// New operations that take or give strings: the WSDL does not say which of those are references.
    package var ambiguous: [String]

    package init(from files: [GeneratedFile], to wsdl: WSDL) {
        let name = #/"(I[A-Za-z0-9]+_[A-Za-z0-9]+)"/#
        let old = Set(files.flatMap { $0.text.matches(of: name).map { String($0.output.1) } })
        let new = Set(wsdl.operations.map(\.name))
        let added = new.subtracting(old)
        self.added = added.sorted()
        removed = old.subtracting(new).sorted()
        ambiguous = wsdl.operations.filter { operation in
            added.contains(operation.name)
                && (operation.parameters + operation.results).contains { $0.type == "xsd:string" && $0.name != "_this" }
        }.map(\.name).sorted()
    }

    package var isEmpty: Bool { added.isEmpty && removed.isEmpty }

    package var description: String {
        var lines: [String] = []
        if !added.isEmpty { lines += ["\(added.count) new operations:"] + added.map { "  + \($0)" } }
        if !removed.isEmpty { lines += ["\(removed.count) operations are gone:"] + removed.map { "  - \($0)" } }
        if !ambiguous.isEmpty {
            lines += ["These take or give strings; if one is a reference or octets, say so in Tables+References.swift:"]
            lines += ambiguous.map { "  ? \($0)" }
        }
        return lines.joined(separator: "\n")
    }
}
