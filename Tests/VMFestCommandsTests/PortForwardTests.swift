//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest
@testable import VMFestCommands

struct PortForwardTests {
    @Test(arguments: [
        ("8080:80", PortForward(hostPort: 8080, guestPort: 80)),
        (":80", PortForward(hostPort: 0, guestPort: 80)),
        ("0:80", PortForward(hostPort: 0, guestPort: 80)),
        ("0.0.0.0::80", PortForward(hostAddress: "0.0.0.0", hostPort: 0, guestPort: 80)),
        ("8080:80/tcp", PortForward(hostPort: 8080, guestPort: 80)),
        ("5353:53/udp", PortForward(transport: .udp, hostPort: 5353, guestPort: 53)),
        ("0.0.0.0:8080:80", PortForward(hostAddress: "0.0.0.0", hostPort: 8080, guestPort: 80)),
        ("[::1]:8080:80", PortForward(hostAddress: "::1", hostPort: 8080, guestPort: 80)),
    ])
    func aForwardIsRead(_ text: String, _ expected: PortForward) throws {
        #expect(try PortForward(argument: text) == expected)
    }

    @Test(arguments: [
        "", "80", ":", "80:", ":0", "80:0", "80:65536", "a:b", "80:80/sctp", "80:80/", "80:80/tcp/udp", "::1:80:80",
    ])
    func anythingElseIsRefused(_ text: String) {
        #expect(throws: (any Error).self) { try PortForward(argument: text) }
    }
}
