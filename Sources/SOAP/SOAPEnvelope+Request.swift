//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension SOAPEnvelope {
    /// The bytes that ask for an operation.
    ///
    /// Only the operation's element carries the namespace; its children are unqualified.
    ///
    /// - Throws: ``SOAPError`` of code `unsendable` for a character that XML 1.0 has no way to write.
    package static func bytes(of request: SOAPRequest) throws -> [UInt8] {
        var xml = #"<?xml version="1.0" encoding="UTF-8"?>"#
        xml += #"<s:Envelope xmlns:s="\#(namespace)"><s:Body>"#
        xml += #"<v:\#(request.operation) xmlns:v="\#(request.namespace)">"#
        for parameter in request.parameters {
            xml += "<\(parameter.name)>"
            try append(parameter.text, of: parameter.name, to: &xml)
            xml += "</\(parameter.name)>"
        }
        xml += "</v:\(request.operation)></s:Body></s:Envelope>"
        return Array(xml.utf8)
    }

    /// Writes text so that it is read back as it is.
    private static func append(_ text: String, of parameter: String, to xml: inout String) throws {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": xml += "&amp;"
            case "<": xml += "&lt;"
            case ">": xml += "&gt;"
            // As it is, a reader would turn it into a line feed.
            case "\r": xml += "&#13;"
            case _ where !scalar.isXML:
                let code = String(scalar.value, radix: 16, uppercase: true)
                throw SOAPError(
                    code: .unsendable,
                    message: "'\(parameter)' contains the character U+\(code), which cannot be written as XML",
                    mayHaveBeenSent: false
                )
            default: xml.unicodeScalars.append(scalar)
            }
        }
    }
}
