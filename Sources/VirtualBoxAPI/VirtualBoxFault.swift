//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import SOAP

/// The web service's answer that an operation failed.
package struct VirtualBoxFault: Error, Sendable, Hashable {
    /// What kind of failure the service reported.
    package enum Kind: Sendable, Hashable {
        /// The reference is unknown: released, of another interface, or of a web-service session that ended.
        case invalidReference(String)
        /// VirtualBox refused or failed, with this code.
        case runtime(ResultCode)
        /// This service has no such operation.
        case unknownOperation
        /// A fault without a word: a refused logon, or a service that lost VirtualBox's own server process.
        case bare
        /// The service could not read the request.
        case unreadable
    }

    /// One link of VirtualBox's chain of errors, outermost first.
    package struct Link: Sendable, Hashable {
        package var code: ResultCode
        package var component: String?
        package var text: String

        package init(code: ResultCode, component: String? = nil, text: String) {
            self.code = code
            self.component = component
            self.text = text
        }
    }

    package var operation: String
    package var kind: Kind
    package var chain: [Link]

    /// The service's name of the error's details; it lives until it is released or the session ends.
    package var errorInfo: String?

    /// The fault as it came, for those that carry neither a code nor a reference.
    package var message: String

    package init(operation: String, kind: Kind, chain: [Link] = [], errorInfo: String? = nil, message: String) {
        self.operation = operation
        self.kind = kind
        self.chain = chain
        self.errorInfo = errorInfo
        self.message = message
    }
}

extension VirtualBoxFault {
    /// Reads what the web service put into a SOAP fault.
    package init(_ fault: SOAPFault, operation: String) {
        self.init(operation: operation, kind: .unreadable, message: fault.message)
        if let detail = fault.detail.first(where: { $0.name == "RuntimeFault" }),
            let code = detail.child(named: "resultCode").flatMap({ Int32($0.text) })
        {
            let code = ResultCode(signed: code)
            kind = .runtime(code)
            chain = Self.chain(in: fault.message, code: code)
            errorInfo = detail.child(named: "returnval").map(\.text).flatMap { $0.isEmpty ? nil : $0 }
        } else if let detail = fault.detail.first(where: { $0.name == "InvalidObjectFault" }) {
            kind = .invalidReference(detail.child(named: "badObjectID")?.text ?? "")
        } else if fault.message.isEmpty, fault.detail.isEmpty {
            kind = .bare
        } else if fault.message.contains("not implemented: method name or namespace not recognized") {
            kind = .unknownOperation
        }
    }

    /// Takes apart `VirtualBox error: apirc=0x80bb0001 TEXT (0x80bb0001) TEXT2 (0x80bb0004)`.
    static func chain(in message: String, code: ResultCode) -> [Link] {
        var rest = message[...]
        if let prefix = rest.firstRange(of: /^VirtualBox error: apirc=0x[0-9a-fA-F]+\s*/) {
            rest = rest[prefix.upperBound...]
        }
        var links: [Link] = []
        while let mark = rest.firstMatch(of: /\s*\(0x([0-9a-fA-F]{1,8})\)(?=\s|$)/) {
            links.append(
                Link(
                    code: UInt32(mark.1, radix: 16).map(ResultCode.init(rawValue:)) ?? code,
                    text: String(rest[..<mark.range.lowerBound])
                )
            )
            rest = rest[mark.range.upperBound...].drop(while: \.isWhitespace)
        }
        if links.isEmpty {
            links.append(Link(code: code, text: String(rest)))
        }
        return links
    }
}
