//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import Testing

struct SOAPEnvelopeRequestTests {
    private func written(_ parameters: (String, String)...) throws -> String {
        let request = SOAPRequest(
            namespace: "http://www.virtualbox.org/",
            operation: "IFoo_bar",
            parameters: parameters.map { SOAPRequest.Parameter(name: $0, text: $1) }
        )
        return String(decoding: try SOAPEnvelope.bytes(of: request), as: UTF8.self)
    }

    private func envelope(_ operation: String) -> String {
        #"<?xml version="1.0" encoding="UTF-8"?>"#
            + #"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>"#
            + operation + "</s:Body></s:Envelope>"
    }

    @Test func onlyTheOperationIsQualified() throws {
        let expected = envelope(
            #"<v:IFoo_bar xmlns:v="http://www.virtualbox.org/"><_this>1-2</_this><name>x</name></v:IFoo_bar>"#)
        #expect(try written(("_this", "1-2"), ("name", "x")) == expected)
    }

    @Test func anOperationWithoutParametersIsAnEmptyElement() throws {
        #expect(try written() == envelope(#"<v:IFoo_bar xmlns:v="http://www.virtualbox.org/"></v:IFoo_bar>"#))
    }

    @Test func repeatedAndEmptyParametersAreKept() throws {
        #expect(try written(("a", "1"), ("a", ""), ("a", "2")).contains("><a>1</a><a></a><a>2</a><"))
    }

    @Test(arguments: [
        ("a<b&c>d", "a&lt;b&amp;c&gt;d"), ("]]>", "]]&gt;"), ("\"'", "\"'"), ("a\r\nb\tc", "a&#13;\nb\tc"),
        ("Grüße 🚀", "Grüße 🚀"), ("&amp;", "&amp;amp;"),
    ])
    func textIsEscaped(text: String, escaped: String) throws {
        #expect(try written(("x", text)).contains("<x>\(escaped)</x>"))
    }

    @Test(arguments: ["\u{0}", "a\u{1}b", "\u{1F}", "\u{FFFE}", "\u{FFFF}"])
    func whatXMLCannotCarryIsRefused(text: String) throws {
        let error = try #require(throws: SOAPError.self) { try written(("secret", text)) }
        #expect(error.code == .unsendable)
        #expect(!error.mayHaveBeenSent)
        #expect(error.message.contains("'secret'"))
        #expect(!error.message.contains(text))
    }
}
