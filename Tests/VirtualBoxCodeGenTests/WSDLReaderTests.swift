//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VirtualBoxCodeGen

struct WSDLReaderTests {
    @Test("Types and operations are read, and a binding's operations are not")
    func declarations() throws {
        let wsdl = try WSDLReader.read(Sample.wsdl)
        #expect(wsdl.enumerations.map(\.name) == ["StorageBus"])
        #expect(wsdl.enumerations.first?.values == ["Null", "SATA", "Default"])
        #expect(wsdl.structures.map(\.name) == ["IMediumAttachment"])
        #expect(wsdl.structures.first?.fields.map(\.name) == ["medium", "controller", "bus", "isEjected"])
        #expect(wsdl.operations.count == 12)
        let attachments = try #require(wsdl.operations.first { $0.name == "IMachine_getMediumAttachments" })
        #expect(attachments.parameters.map(\.name) == ["_this"])
        #expect(attachments.results.map(\.type) == ["vbox:IMediumAttachment"])
        #expect(attachments.results.map(\.isArray) == [true])
    }

    @Test("An operation whose elements are not declared is an error")
    func missingElements() {
        let document = Data(
            """
            <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/">
            <wsdl:portType><wsdl:operation name="IMachine_getName"/></wsdl:portType>
            </wsdl:definitions>
            """.utf8
        )
        #expect(throws: GeneratorError.noElements(operation: "IMachine_getName")) {
            try WSDLReader.read(document)
        }
    }

    @Test("What is not XML is an error", arguments: ["<a>\n<b></a>", "404 Not Found"])
    func notXML(text: String) {
        let error = #expect(throws: GeneratorError.self) { try WSDLReader.read(Data(text.utf8)) }
        guard case .notXML = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("A document that is cut off after its operations is an error")
    func truncated() {
        let error = #expect(throws: GeneratorError.self) { try WSDLReader.read(Sample.wsdl.dropLast(20)) }
        guard case .notXML = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("A document without operations is an error", arguments: ["<html><body/></html>"])
    func noOperations(text: String) {
        #expect(throws: GeneratorError.noOperations) { try WSDLReader.read(Data(text.utf8)) }
    }

    @Test("An empty file is an error")
    func empty() {
        #expect(throws: GeneratorError.self) { try WSDLReader.read(Data()) }
    }
}
