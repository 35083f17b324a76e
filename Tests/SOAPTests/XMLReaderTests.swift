//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import SOAP

struct XMLReaderTests {
    private func read(_ xml: String, maximumDepth: Int = 64) throws -> SOAPElement {
        try XMLReader.root(of: Array(xml.utf8), maximumDepth: maximumDepth)
    }

    private func reason(_ xml: String) throws -> XMLFailure.Reason {
        try #require(throws: XMLFailure.self) { try read(xml) }.reason
    }

    @Test(arguments: [
        ("<a>&lt;&gt;&amp;&quot;&apos;</a>", "<>&\"'"), ("<a>&#65;&#x42;&#x1F680;</a>", "AB🚀"),
        ("<a>x<![CDATA[<b>&amp;]]]>y</a>", "x<b>&amp;]y"), ("<a>1<!-- <b> --><?p <c>?>2</a>", "12"),
        ("<a> \t\n </a>", " \t\n "), ("<a>x\r\ny\rz&#13;\n</a>", "x\ny\nz\r\n"), ("<a/>", ""), ("<a>]]></a>", "]]>"),
        ("<a>&#0000000065;</a>", "A"),
    ])
    func textIsResolved(xml: String, text: String) throws {
        #expect(try read(xml) == SOAPElement(name: "a", text: text))
    }

    @Test(arguments: ["&#x1;", "&#0;", "&#xD800;", "&#xFFFF;", "&#x110000;"])
    func referencesThatXMLForbidsAreSurvived(reference: String) throws {
        #expect(try read("<a><b>x\(reference)y</b><c>z</c></a>").children.map(\.text) == ["x\u{FFFD}y", "z"])
    }

    @Test func bytesThatAreNotUTF8AreSurvived() throws {
        let root = try XMLReader.root(of: Array("<a>x".utf8) + [0xC3] + Array("</a>".utf8), maximumDepth: 64)
        #expect(root.text == "x\u{FFFD}")
    }

    @Test func prefixesAndAttributesAreDropped() throws {
        let root = try read(#"<x:a xmlns:x = "u>" y='"'  ><x:b z=""/><c /></x:a >"#)
        #expect(root == SOAPElement(name: "a", children: [SOAPElement(name: "b"), SOAPElement(name: "c")]))
    }

    @Test func whatSurroundsTheRootIsPassedOver() throws {
        #expect(try read("\u{FEFF}<?xml version='1.0' encoding='utf-8'?>\n<!-- x --><a/>\n<?y?><!--z-->\n").name == "a")
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<?xml version='1.0'?><!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
    ])
    func documentTypesAreRefused(xml: String) throws {
        #expect(try reason(xml) == .documentType)
    }

    @Test(arguments: ["&b;", "&;", "&", "& ", "&#;", "&#x;", "&#+1;", "&#xG;", "&#99999999999;", "&nbsp;", "&#65"])
    func unknownReferencesAreRefused(reference: String) throws {
        #expect(try reason("<a>\(reference)</a>") == .badReference)
    }

    @Test(arguments: [
        "", " ", "<a>", "<a>x", "<a><b/>", "<a", "<a b", "<a b='", "<!--", "<a><![CDATA[x", "<?x", "<a></a",
    ])
    func truncatedDocumentsAreRefused(xml: String) throws {
        #expect(try reason(xml) == .truncated)
    }

    @Test(arguments: [
        ("<a></b>", XMLFailure.Reason.wrongEndTag), ("<x:a></a>", .wrongEndTag), ("</a>", .wrongEndTag),
        ("<a/>x", .strayContent), ("<a/><b/>", .strayContent), ("x<a/>", .strayContent),
        ("<![CDATA[x]]>", .strayContent),
        ("<1/>", .badName), ("< a/>", .badName), ("<a><!ELEMENT b></a>", .badName), ("<a/ >", .badMarkup),
        ("<a b/>", .badAttribute), ("<a b=c/>", .badAttribute), ("<a b='<'/>", .badAttribute),
        ("<a b='c'd='e'/>", .badMarkup), ("<a></a x>", .badMarkup), ("<a>\u{1}</a>", .badCharacter),
        ("<a><![CDATA[\u{0}]]></a>", .badCharacter), ("<?xml version='1.0' encoding='UTF-16'?><a/>", .foreignEncoding),
        ("not XML at all", .strayContent), ("<html><br></html>", .wrongEndTag),
    ])
    func malformedDocumentsAreRefused(xml: String, expected: XMLFailure.Reason) throws {
        #expect(try reason(xml) == expected)
    }

    @Test func depthIsLimited() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        }
        #expect(try read(nested(64)).name == "a")
        #expect(try reason(nested(65)) == .tooDeep)
        #expect(try reason(String(repeating: "<a>", count: 100_000)) == .tooDeep)
    }

    /// Each element takes some hundred bytes, so that 64 MiB of short ones would take gigabytes.
    @Test func theNumberOfElementsIsLimited() throws {
        let bytes = Array("<a><b/><b/><b/></a>".utf8)
        #expect(try XMLReader.root(of: bytes, maximumDepth: 64, maximumElements: 4).children.count == 3)
        let failure = try #require(throws: XMLFailure.self) {
            try XMLReader.root(of: bytes, maximumDepth: 64, maximumElements: 3)
        }
        #expect(failure.reason == .tooMany)
        #expect(XMLReader.mostElements == 1_000_000)
        #expect(SOAPConfiguration(url: URL(filePath: "/")).maximumResponseBytes == 64 << 20)
    }

    /// FoundationXML's parser gives up at 10 MB.
    @Test func aLongTextIsRead() throws {
        let text = String(repeating: "0123456789abcdef", count: 700_000)
        #expect(try read("<a>\(text)</a>").text.utf8.count == text.utf8.count)
    }

    @Test func anErrorSaysWhereAndNotWhat() {
        #expect(throws: XMLFailure(reason: .wrongEndTag, offset: 15)) { try read("<a>secret</xxxx>") }
        #expect("\(XMLFailure(reason: .badName, offset: 3))" == "a malformed name at byte 3")
    }

    @Test func mutatedAnswersNeverCrash() throws {
        let answer = Array("<?xml version='1.0'?><v:a b='c'>x&#13;<d/><![CDATA[y]]><!--z--></v:a>".utf8)
        let pieces = ["<", "</", "&", "&#x", ";", "]]>", "<![CDATA[", "<!--", "'", "/>", "\0", ":"]
        for offset in answer.indices {
            for piece in pieces {
                var mutated = answer
                mutated.replaceSubrange(offset..<min(offset + 1, answer.count), with: piece.utf8)
                _ = try? XMLReader.root(of: mutated, maximumDepth: 64)
            }
            #expect(throws: XMLFailure.self) { try XMLReader.root(of: Array(answer[..<offset]), maximumDepth: 64) }
        }
    }
}

struct XMLDocumentTests {
    @Test func attributesAreKept() throws {
        let root = try XMLDocument.root(of: Array(#"<a o:id="1&amp;2" id='3' xmlns:o="u"><b/></a>"#.utf8))
        #expect(root.attributes == ["id": "1&2"])
        #expect(root.children == [SOAPElement(name: "b")])
    }

    @Test(arguments: [#"<a b="&x;"/>"#, #"<a b="<"/>"#, "<a b=\"\u{1}\"/>", "<a b/>"])
    func badAttributesAreRefused(xml: String) {
        #expect(throws: XMLFailure.self) { try XMLDocument.root(of: Array(xml.utf8)) }
    }
}
