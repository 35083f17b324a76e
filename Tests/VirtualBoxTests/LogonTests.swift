//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VirtualBox

struct LogonTests {
    private static let service = WebService(
        WebService.Configuration(url: "http://127.0.0.1:9", user: "anna", password: "open sesame"))

    @Test(
        "A failed logon names the address and never the password",
        arguments: [
            VirtualBoxError.Code.unreachable, .notVirtualBox, .notSupported, .logonRefused, .connectionLost,
            .unsupportedVersion, .timeLimit,
        ])
    func noPassword(code: VirtualBoxError.Code) throws {
        let cause = VirtualBoxError(code, "the cause", operation: "IWebsessionManager_logon")
        let error = try #require(Self.service.explain(cause) as? VirtualBoxError)
        #expect(!"\(error)".isEmpty)
        #expect(!"\(error)".contains("sesame"))
        #expect(!String(reflecting: error).contains("sesame"))
    }

    @Test("A refused logon names the user and both possible causes")
    func refused() throws {
        let error = try #require(Self.service.explain(VirtualBoxError(.logonRefused, "")) as? VirtualBoxError)
        #expect(error.code == .logonRefused)
        #expect(error.message.contains("http://127.0.0.1:9"))
        #expect(error.message.contains("'anna'"))
        #expect(error.message.contains("VBoxSVC"))
    }

    @Test("What lacks the logon is not VirtualBox", arguments: [VirtualBoxError.Code.notVirtualBox, .notSupported])
    func notVirtualBox(code: VirtualBoxError.Code) throws {
        let error = try #require(Self.service.explain(VirtualBoxError(code, "words")) as? VirtualBoxError)
        #expect(error.code == .notVirtualBox)
        #expect(error.message.hasSuffix("words"))
    }

    @Test("An error that is none of a call's is passed on")
    func passedOn() {
        #expect(Self.service.explain(CancellationError()) is CancellationError)
    }

    @Test(
        "An address is HTTP or HTTPS with a host",
        arguments: [
            "http://localhost:18083", "https://vbox.example.org", "HTTP://10.0.0.1:18083/", "http://[::1]:18083",
        ])
    func address(text: String) throws {
        #expect(try WebService.parse(text).get().host()?.isEmpty == false)
    }

    @Test(
        "What is no address is an invalid argument",
        arguments: ["", "localhost", "localhost:18083", "ftp://localhost", "http://", "http:///path", "file:///tmp"])
    func noAddress(text: String) {
        #expect {
            try WebService.parse(text).get()
        } throws: { error in
            (error as? VirtualBoxError)?.code == .invalidArgument
        }
    }
}
