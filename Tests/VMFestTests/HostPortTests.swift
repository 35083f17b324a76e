//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

struct HostPortTests {
    @Test(
        "A port is read from the key that it is written to",
        arguments: [HostPort(transport: .tcp, number: 1), HostPort(transport: .udp, number: 65_535)])
    func key(port: HostPort) {
        #expect(HostPort(key: port.key) == port)
    }

    @Test("Anything else is no port", arguments: ["", "tcp", "tcp-", "tcp-x", "sctp-1", "tcp-1-2", "1-tcp"])
    func refused(text: String) {
        #expect(HostPort(key: text) == nil)
    }

    @Test("People read the number first")
    func description() {
        #expect("\(HostPort(transport: .tcp, number: 8080))" == "8080/tcp")
    }
}
