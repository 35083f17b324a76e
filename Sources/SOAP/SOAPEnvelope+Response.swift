//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension SOAPEnvelope {
    /// How many elements of an answer may stand inside each other.
    package static let maximumDepth = 64

    /// The elements inside the response to an operation.
    ///
    /// - Throws: ``SOAPFault`` where the server answers with one, and ``SOAPError`` of code `notSOAP` where the bytes
    ///   are no envelope, or not one for this operation.
    package static func response(
        to operation: String,
        in bytes: [UInt8],
        maximumDepth: Int = maximumDepth
    ) throws -> [SOAPElement] {
        let envelope: SOAPElement
        do {
            envelope = try XMLReader.root(of: bytes, maximumDepth: maximumDepth)
        } catch {
            throw SOAPError.notSOAP("The answer to \(operation) is no readable XML: \(error).", underlying: error)
        }
        guard envelope.name == "Envelope", let content = envelope.child(named: "Body")?.children.first else {
            throw SOAPError.notSOAP("The answer to \(operation) is XML, but no SOAP envelope with a body.")
        }
        if content.name == "Fault" { throw SOAPFault(content) }
        guard content.name == "\(operation)Response" else {
            throw SOAPError.notSOAP("The answer to \(operation) is the answer to another operation.")
        }
        return content.children
    }
}

extension SOAPFault {
    /// Reads a fault's element; each of its parts may be missing.
    init(_ element: SOAPElement) {
        self.init(
            code: element.child(named: "faultcode")?.text ?? "",
            message: element.child(named: "faultstring")?.text ?? "",
            detail: element.child(named: "detail")?.children ?? []
        )
    }
}

extension SOAPError {
    /// An answer came, and it is not what a SOAP server answers.
    static func notSOAP(_ message: String, underlying: (any Error)? = nil) -> Self {
        SOAPError(code: .notSOAP, message: message, mayHaveBeenSent: true, underlying: underlying)
    }
}
