// INTERIM, to be replaced by the SOAP helper's version.
package import Foundation
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
package import Logging
#if canImport(FoundationXML)
import FoundationXML
#endif
package struct SOAPConfiguration: Sendable {
    package enum Trust: Sendable, Hashable { case system, roots(file: String), none }
    package var url: URL
    package var trust: Trust = .system
    package var deadline: Duration = .seconds(60)
    package var onCall: (@Sendable (String, Duration, Bool) -> Void)?
    package init(url: URL) { self.url = url }
}
package final class SOAPClient: Sendable {
    package enum Lane: Sendable { case call, wait }
    let c: SOAPConfiguration
    package init(_ c: SOAPConfiguration, logger: Logger) { self.c = c }
    package func call(_ r: SOAPRequest, lane: Lane = .call, within: Duration? = nil) async throws -> [SOAPElement] {
        func esc(_ s: String) -> String { s.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\r", with: "&#13;") }
        var b = "<?xml version=\"1.0\"?><S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body><v:\(r.operation) xmlns:v=\"\(r.namespace)\">"
        for p in r.parameters { b += "<\(p.name)>\(esc(p.text))</\(p.name)>" }
        b += "</v:\(r.operation)></S:Body></S:Envelope>"
        var q = HTTPClientRequest(url: c.url.absoluteString); q.method = .POST; q.headers.add(name: "Content-Type", value: "text/xml"); q.body = .bytes(ByteBuffer(string: b))
        c.onCall?(r.operation, .zero, false)
        do {
            let resp = try await HTTPClient.shared.execute(q, timeout: .seconds(60))
            let body = try await resp.body.collect(upTo: 64 << 20)
            let d = Del(); let x = XMLParser(data: Data(body.readableBytesView)); x.delegate = d; _ = x.parse()
            guard let op = d.stack[0].children.first?.child(named: "Body")?.children.first else { throw SOAPError(code: .notSOAP, message: "not soap", mayHaveBeenSent: true) }
            if op.name == "Fault" { throw SOAPFault(code: op.child(named: "faultcode")?.text ?? "", message: op.child(named: "faultstring")?.text ?? "", detail: op.child(named: "detail")?.children ?? []) }
            return op.children
        } catch let e as HTTPClientError { if e == .cancelled { throw CancellationError() }
            throw SOAPError(code: e == .remoteConnectionClosed ? .connectionClosed : .cannotConnect, message: "\(e)", mayHaveBeenSent: true, underlying: e)
        } catch let e as IOError { throw SOAPError(code: .cannotConnect, message: "\(e)", mayHaveBeenSent: false, underlying: e) }
    }
}
final class Del: NSObject, XMLParserDelegate {
    var stack = [SOAPElement(name: "")]
    func parser(_ p: XMLParser, didStartElement e: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]) { stack.append(SOAPElement(name: String(e.split(separator: ":").last ?? ""))) }
    func parser(_ p: XMLParser, foundCharacters s: String) { stack[stack.count - 1].text += s }
    func parser(_ p: XMLParser, didEndElement e: String, namespaceURI: String?, qualifiedName: String?) { let x = stack.removeLast(); stack[stack.count - 1].children.append(x) }
}
