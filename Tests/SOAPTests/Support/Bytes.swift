//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What servers put on the wire.
enum Bytes {
    /// An HTTP response with everything that it needs.
    static func http(
        _ body: String,
        status: String = "200 OK",
        type: String? = "text/xml; charset=utf-8",
        headers: [String] = []
    ) -> String {
        let lines =
            ["HTTP/1.1 \(status)"] + (type.map { ["Content-Type: \($0)"] } ?? [])
            + headers + ["Content-Length: \(body.utf8.count)"]
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    /// An envelope as VirtualBox's service writes it.
    static func envelope(_ body: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" \
        xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
        xmlns:vbox="http://www.virtualbox.org/"><SOAP-ENV:Body>\(body)</SOAP-ENV:Body></SOAP-ENV:Envelope>

        """
    }

    /// The answer to the operation `IFoo_bar`.
    static func answer(_ value: String = "baz", headers: [String] = []) -> String {
        let body = "<vbox:IFoo_barResponse><returnval>\(value)</returnval></vbox:IFoo_barResponse>"
        return http(envelope(body), headers: headers)
    }

    /// The answer that the server does not know the operation.
    static let fault = http(
        envelope("<e:Fault><faultcode>SOAP-ENV:Client</faultcode><faultstring>no</faultstring></e:Fault>"),
        status: "500 Internal Server Error",
        headers: ["Connection: close"]
    )
}
