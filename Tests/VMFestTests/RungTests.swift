//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

struct RungTests {
    @Test(
        "A rung is read as it is written",
        arguments: [Rung.running, .additions, .address, .port(80), .ssh, .login, .ready])
    func reading(rung: Rung) {
        #expect(Rung("\(rung)") == rung)
    }

    @Test("A bare number is a port, and anything else is no rung")
    func others() {
        #expect(Rung("443") == .port(443))
        for text in ["", "0", "65536", "port", "up"] { #expect(Rung(text) == nil, "\(text)") }
    }

    @Test("Every climb begins with a machine that runs, and ends at its goal")
    func climbs() {
        for rung in [Rung.running, .additions, .address, .port(1), .ssh, .login, .ready] {
            #expect(rung.climb.first == .running)
            #expect(rung.climb.last == rung)
        }
    }
}
