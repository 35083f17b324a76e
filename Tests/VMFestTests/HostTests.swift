//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import SOAP
import Testing
import VirtualBox

@testable import VMFest

struct HostTests {
    private let host = Host(url: "https://vbox.example.org", user: "anna", password: "open sesame")

    @Test("Address and user are encoded, the password never is")
    func encoded() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(host), as: UTF8.self)
        #expect(json == #"{"url":"https://vbox.example.org","user":"anna"}"#)
        let nobody = String(decoding: try encoder.encode(Host(url: "http://a", password: "open sesame")), as: UTF8.self)
        #expect(nobody == #"{"url":"http://a"}"#)
    }

    @Test("A decoded host is equal and has no password")
    func decoded() throws {
        let copy = try JSONDecoder().decode(Host.self, from: JSONEncoder().encode(host))
        #expect(copy == host)
        #expect(copy.service.configuration.password.isEmpty)
        #expect(copy.service.configuration.trust == .system)
    }

    @Test("Hosts are equal when address and user are")
    func equal() {
        let other = Host(url: "https://vbox.example.org", user: "anna", password: "other", trust: .anything)
        #expect(host == other)
        #expect(host.hashValue == other.hashValue)
        #expect(host != Host(url: "https://vbox.example.org", user: "berta", password: "open sesame"))
        #expect(host != Host(url: "http://vbox.example.org", user: "anna", password: "open sesame"))
    }

    @Test("The description is the address with the user, without the password")
    func description() {
        #expect(host.description == "https://vbox.example.org as anna")
        #expect(Host(url: "http://a").description == "http://a")
        #expect(!String(reflecting: host).contains("sesame"))
        #expect(!"\(Machine(host: host, id: UUID()))".contains("sesame"))
    }

    @Test(
        "Trust is passed on as it was given",
        arguments: [
            (VMFest.Host.Trust.system, SOAPConfiguration.Trust.system),
            (.roots(file: "/ca.pem"), .roots(file: "/ca.pem")),
            (.anything, .none),
        ])
    func trust(trust: VMFest.Host.Trust, expected: SOAPConfiguration.Trust) {
        #expect(Host(url: "https://a", trust: trust).service.configuration.trust == expected)
    }

    @Test("Making a host asks nothing, and an address that is none is told by the first call")
    func noAddress() async throws {
        let host = Host(url: "not an address")
        #expect(host.callCount == 0)
        let error = try await #require(throws: VMFestError.self) { try await host.version() }
        #expect(error.code == .invalidArgument)
        #expect(error.message.contains("'not an address'"))
        #expect(host.callCount == 0)
    }
}
