//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VirtualBoxCodeGen

/// What the generator refuses, instead of writing something wrong.
struct GeneratorErrorTests {
    private func generate(_ document: Data = Sample.wsdl, _ change: (inout Supplement) -> Void = { _ in }) throws {
        var supplement = try Supplement(references: document == Sample.wsdl ? Sample.references : "")
        change(&supplement)
        _ = try Generator(supplement: supplement).generate(from: WSDLReader.read(document))
    }

    private func enumeration(_ values: String...) -> Data {
        let values = values.map { #"<xsd:enumeration value="\#($0)"/>"# }.joined()
        return Sample.document(
            types: #"<xsd:simpleType name="Mode">\#(values)</xsd:simpleType>"#,
            operations: ["IMachine_start": (["_this"], [])]
        )
    }

    @Test("A reference that matches nothing is an error")
    func unmatchedReference() {
        #expect(
            throws: GeneratorError.unmatchedEntries(table: "references", places: ["IMachine_getGone.returnval"])
        ) {
            try generate { $0.references[.init("IMachine_getGone", "returnval")] = "IMedium" }
        }
    }

    @Test("An entry of a null table that matches nothing is an error")
    func unmatchedNull() {
        #expect(throws: GeneratorError.unmatchedEntries(table: "what may be null", places: ["IMedium_gone.x"])) {
            try generate { $0.nullable = [.init("IMedium_gone", "x", because: "")] }
        }
    }

    @Test("An entry of the table of absent fields that matches nothing is an error")
    func unmatchedAbsent() {
        #expect(
            throws: GeneratorError.unmatchedEntries(table: "what may be absent", places: ["IMediumAttachment.gone"])
        ) {
            try generate { $0.absent = [.init("IMediumAttachment", "gone", because: "")] }
        }
    }

    @Test("A reference to an interface that does not exist is an error")
    func unknownInterface() {
        #expect(
            throws: GeneratorError.unknownInterface(place: "IMachine_takeSnapshot.name", interface: "IMachin")
        ) {
            try generate { $0.references[.init("IMachine_takeSnapshot", "name")] = "IMachin" }
        }
    }

    @Test("Only a string can be a reference")
    func notAString() {
        #expect(throws: GeneratorError.contradictoryReference(place: "IProgress_getPercent.returnval")) {
            try generate { $0.references[.init("IProgress_getPercent", "returnval")] = "IMedium" }
        }
    }

    @Test("Only a reference can be null", arguments: ["name", "id"])
    func nullString(field: String) {
        #expect(
            throws: GeneratorError.cannotBeNull(place: "IMachine_takeSnapshot.\(field)", type: "String")
        ) {
            try generate { $0.nullable = [.init("IMachine_takeSnapshot", field, because: "")] }
        }
    }

    @Test("References that are not pairs, or that contradict one another, are errors")
    func malformedReferences() {
        #expect(throws: GeneratorError.malformedLine("IMachine_getParent returnval")) {
            try Supplement(references: "IMachine_getParent returnval")
        }
        #expect(throws: GeneratorError.contradictoryReference(place: "IA_b.c")) {
            try Supplement(references: "IA_b c ID\nIA_b c IE")
        }
    }

    @Test("A type that is declared nowhere is an error")
    func unknownType() {
        #expect(throws: GeneratorError.unknownType(place: "IMachine_getX.returnval", type: "xsd:float")) {
            try generate(Sample.document(operations: ["IMachine_getX": (["_this"], ["returnval:xsd:float"])]))
        }
    }

    @Test("Constants of the same name in Swift are an error")
    func collidingConstants() {
        #expect(throws: GeneratorError.collision(name: "sata", of: ["SATA", "Sata"], in: "Mode")) {
            try generate(enumeration("SATA", "Sata"))
        }
    }

    @Test("A type that is named as one of the hand-written ones is an error")
    func reservedType() {
        #expect(throws: GeneratorError.collision(name: "channel", of: ["Channel", "Channel"], in: "the module")) {
            try generate(Sample.document(operations: ["IChannel_open": (["_this"], [])]))
        }
    }

    @Test("An operation that is named as a member of every object is an error")
    func reservedMember() {
        #expect(throws: GeneratorError.collision(name: "run", of: ["IMachine_run", "(reserved)"], in: "Machine")) {
            try generate(Sample.document(operations: ["IMachine_run": (["_this"], [])]))
        }
    }

    @Test("A name that Swift can not have is an error")
    func unusableName() {
        #expect(throws: GeneratorError.unusableName("2G")) { try generate(enumeration("2G")) }
    }

    @Test("An operation without an interface in its name is an error")
    func unexpectedOperation() {
        #expect(throws: GeneratorError.unexpectedOperation("logon")) {
            try generate(Sample.document(operations: ["logon": ([], [])]))
        }
    }
}
