//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import Testing

struct SOAPEnvelopeResponseTests {
    private func read(_ body: String, of operation: String = "IFoo_bar") throws -> [SOAPElement] {
        try SOAPEnvelope.response(to: operation, in: Array(Bytes.envelope(body).utf8))
    }

    private func fault(_ content: String) throws -> SOAPFault {
        try #require(throws: SOAPFault.self) { try read("<SOAP-ENV:Fault>\(content)</SOAP-ENV:Fault>") }
    }

    @Test func theElementsOfTheResponseAreGiven() throws {
        let elements = try read(
            "<vbox:IFoo_barResponse><id>1</id><returnval/><returnval><a>2</a></returnval></vbox:IFoo_barResponse>")
        let expected = [
            SOAPElement(name: "id", text: "1"), SOAPElement(name: "returnval"),
            SOAPElement(name: "returnval", children: [SOAPElement(name: "a", text: "2")]),
        ]
        #expect(elements == expected)
    }

    @Test func anEmptyResponseHasNoElements() throws {
        #expect(try read("<vbox:IFoo_barResponse></vbox:IFoo_barResponse>").isEmpty)
        #expect(try read("<IFoo_barResponse/>").isEmpty)
    }

    @Test func aHeaderIsPassedOver() throws {
        let xml = "<e:Envelope><e:Header><a/></e:Header><e:Body><IFoo_barResponse/></e:Body></e:Envelope>"
        #expect(try SOAPEnvelope.response(to: "IFoo_bar", in: Array(xml.utf8)).isEmpty)
    }

    @Test func anInvalidObjectFaultKeepsItsDetail() throws {
        let fault = try fault(
            """
            <faultcode>SOAP-ENV:Client</faultcode>\
            <faultstring>VirtualBox error: Invalid managed object reference "abc"</faultstring>\
            <detail><vbox:InvalidObjectFault><badObjectID>abc</badObjectID></vbox:InvalidObjectFault></detail>
            """
        )
        let detail = SOAPElement(
            name: "InvalidObjectFault", children: [SOAPElement(name: "badObjectID", text: "abc")])
        #expect(fault.code == "SOAP-ENV:Client")
        #expect(fault.message == #"VirtualBox error: Invalid managed object reference "abc""#)
        #expect(fault.detail == [detail])
    }

    @Test func aRuntimeFaultKeepsItsNewlines() throws {
        let fault = try fault(
            """
            <faultcode>SOAP-ENV:Client</faultcode>\
            <faultstring>VirtualBox error: apirc=0x80bb0001 a
            b&#xD;
            (0x80bb0001)</faultstring>\
            <detail><vbox:RuntimeFault><resultCode>-2135228415</resultCode><returnval/></vbox:RuntimeFault></detail>
            """
        )
        #expect(fault.message == "VirtualBox error: apirc=0x80bb0001 a\nb\r\n(0x80bb0001)")
        #expect(fault.detail.first?.child(named: "resultCode")?.text == "-2135228415")
        #expect(fault.detail.first?.child(named: "returnval")?.text == "")
    }

    @Test func aBareFaultHasOnlyItsCode() throws {
        #expect(try fault("<faultcode>SOAP-ENV:Client</faultcode>") == SOAPFault(code: "SOAP-ENV:Client", message: ""))
    }

    @Test func aFaultWithoutDetailHasItsMessage() throws {
        let fault = try fault(
            """
            <faultcode>SOAP-ENV:Client</faultcode><faultstring>Method 'v:IFoo_bar' not implemented: \
            method name or namespace not recognized</faultstring>
            """
        )
        #expect(fault.message.hasPrefix("Method 'v:IFoo_bar' not implemented"))
        #expect(fault.detail.isEmpty)
    }

    @Test(arguments: [
        "<vbox:IFoo_bazResponse/>", "<vbox:IFoo_bar/>", "", "text",
    ])
    func theAnswerToSomethingElseIsNoAnswer(body: String) throws {
        let error = try #require(throws: SOAPError.self) { try read(body) }
        #expect(error.code == .notSOAP)
        #expect(error.mayHaveBeenSent)
        #expect(!error.message.contains("baz"))
    }

    @Test(arguments: ["<html><body/></html>", "<a/>", "<Envelope/>", "<Envelope><Header/></Envelope>"])
    func otherXMLIsNoAnswer(xml: String) throws {
        let error = try #require(throws: SOAPError.self) {
            try SOAPEnvelope.response(to: "IFoo_bar", in: Array(xml.utf8))
        }
        #expect(error.code == .notSOAP)
    }

    @Test func tooDeepAnAnswerSaysSo() throws {
        let xml = String(repeating: "<a>", count: 65)
        let error = try #require(throws: SOAPError.self) {
            try SOAPEnvelope.response(to: "IFoo_bar", in: Array(xml.utf8))
        }
        #expect(error.code == .notSOAP)
        #expect(error.message.contains("too many elements inside each other"))
    }
}
