//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension HTTPAnswer {
    /// The elements inside the response to an operation.
    ///
    /// - Throws: ``SOAPFault`` where the server answers with one, whatever the status; otherwise ``SOAPError``.
    func response(to operation: String) throws -> [SOAPElement] {
        switch status {
        case 200..<300:
            guard isXML else {
                throw SOAPError.notSOAP(
                    "HTTP \(status) with other content than XML: the URL is not that of a SOAP service.")
            }
            return try SOAPEnvelope.response(to: operation, in: body)
        case 401, 403:
            throw SOAPError(
                code: .unauthorized,
                message: "HTTP \(status): the server, or a proxy before it, wants other credentials.",
                mayHaveBeenSent: true
            )
        default:
            // Only a fault means something here; whatever else the content is, the status says more.
            if let fault = fault(of: operation) { throw fault }
            throw SOAPError(
                code: .httpStatus(status),
                message: "HTTP \(status) without a SOAP fault.",
                mayHaveBeenSent: true
            )
        }
    }

    private func fault(of operation: String) -> SOAPFault? {
        guard isXML else { return nil }
        do {
            _ = try SOAPEnvelope.response(to: operation, in: body)
            return nil
        } catch {
            return error as? SOAPFault
        }
    }
}
