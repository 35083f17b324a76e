//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Reads a WSDL document of the shape that VirtualBox's build writes: document style, one port type.
package enum WSDLReader {
    /// The declarations of a document, in its order.
    ///
    /// - Throws: ``GeneratorError`` where the document is not XML, or an operation lacks its elements.
    package static func read(_ document: Data) throws -> WSDL {
        let collector = WSDLCollector()
        let parser = XMLParser(data: document)
        parser.shouldProcessNamespaces = true
        parser.delegate = collector
        let isComplete = parser.parse()
        // On Linux the parser says that it is done although it met an error, or the document is cut off.
        guard isComplete, collector.errorLine == nil, collector.depth == 0 else {
            throw GeneratorError.notXML(line: collector.errorLine ?? parser.lineNumber)
        }
        return try collector.wsdl()
    }
}

/// Collects declarations as the parser comes upon them.
private final class WSDLCollector: NSObject, XMLParserDelegate {
    private var enumerations: [WSDL.Enumeration] = []
    private var structures: [WSDL.Structure] = []
    private var messages: [String: [WSDL.Field]] = [:]
    private var operations: [String] = []

    /// What is open, and the fields found in it.
    private var owner: Owner?
    private var fields: [WSDL.Field] = []
    private var elementDepth = 0
    private var isInPortType = false

    /// How many XML elements are open.
    private(set) var depth = 0

    /// Where the document turned out not to be XML.
    private(set) var errorLine: Int?

    /// What fields belong to.
    private enum Owner {
        case structure(String)
        case message(String)
    }

    func wsdl() throws -> WSDL {
        guard !operations.isEmpty else { throw GeneratorError.noOperations }
        let operations = try operations.map { name in
            guard let parameters = messages[name], let results = messages[name + "Response"] else {
                throw GeneratorError.noElements(operation: name)
            }
            return WSDL.Operation(name: name, parameters: parameters, results: results)
        }
        return WSDL(enumerations: enumerations, structures: structures, operations: operations)
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        depth += 1
        switch (element, attributes["name"]) {
        case ("simpleType", let name?): enumerations.append(WSDL.Enumeration(name: name))
        case ("enumeration", _): addValue(attributes["value"])
        case ("complexType", let name?): open(.structure(name))
        case ("element", let name?):
            elementDepth += 1
            if owner == nil {
                open(.message(name))
            } else {
                let isArray = attributes["maxOccurs"] == "unbounded"
                fields.append(WSDL.Field(name: name, type: attributes["type"] ?? "", isArray: isArray))
            }
        case ("portType", _): isInPortType = true
        case ("operation", let name?) where isInPortType: operations.append(name)
        default: break
        }
    }

    func parser(
        _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
    ) {
        depth -= 1
        switch element {
        case "complexType":
            guard case .structure(let name) = owner else { return }
            structures.append(WSDL.Structure(name: name, fields: fields))
            owner = nil
        case "element":
            elementDepth -= 1
            guard elementDepth == 0, case .message(let name) = owner else { return }
            messages[name] = fields
            owner = nil
        case "portType": isInPortType = false
        default: break
        }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        errorLine = parser.lineNumber
    }

    private func open(_ owner: Owner) {
        self.owner = owner
        fields = []
    }

    private func addValue(_ value: String?) {
        guard let value, !enumerations.isEmpty else { return }
        enumerations[enumerations.count - 1].values.append(value)
    }
}
