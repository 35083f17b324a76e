//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBoxCodeGen

struct OperationChangesTests {
    private func changes(from first: String, to second: String, parameter: String) throws -> OperationChanges {
        let wsdl = try WSDLReader.read(
            Sample.document(operations: ["IMachine_getName": (["_this"], []), second: (["_this", parameter], [])]))
        let text = #"try await call("IMachine_getName"); try await run("\#(first)", Argument("a_b", x))"#
        return OperationChanges(from: [GeneratedFile(path: "Machine.swift", text: text)], to: wsdl)
    }

    @Test("Operations that came and went are named")
    func changes() throws {
        let changes = try changes(from: "IMachine_old", to: "IMachine_new", parameter: "x:xsd:int")
        #expect(changes.added == ["IMachine_new"])
        #expect(changes.removed == ["IMachine_old"])
        #expect(changes.ambiguous.isEmpty)
        #expect(
            changes.description == """
                1 new operations:
                  + IMachine_new
                1 operations are gone:
                  - IMachine_old
                """
        )
    }

    @Test("New operations with strings are pointed out, because those may be references")
    func ambiguous() throws {
        let changes = try changes(from: "IMachine_old", to: "IMachine_new", parameter: "x")
        #expect(changes.ambiguous == ["IMachine_new"])
        #expect(changes.description.contains("  ? IMachine_new"))
    }

    @Test("The same operations are no change")
    func none() throws {
        #expect(try changes(from: "IMachine_same", to: "IMachine_same", parameter: "x").isEmpty)
    }
}
