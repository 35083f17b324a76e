//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import NIOSSL
import SOAP
import Testing

struct SOAPClientTLSTests {
    /// Runs a TLS server and gives the result of calling it.
    private func call(
        _ server: NIOSSLContext?,
        trusting trust: SOAPConfiguration.Trust,
        scheme: String = "https",
        host: String = "localhost"
    ) async throws -> Result<String?, any Error> {
        try await ScriptedServer.run(tls: server) { _, responder in
            try await responder.send(Bytes.answer())
        } body: { server in
            let client = try server.client(scheme: scheme, host: host) { $0.trust = trust }
            do { return .success(try await client.bar()) } catch { return .failure(error) }
        }
    }

    /// Runs with the name of a file that holds this text.
    private func withFile(
        _ text: String, _ body: (String) async throws -> Result<String?, any Error>
    ) async throws -> Result<String?, any Error> {
        let file = FileManager.default.temporaryDirectory.appending(path: "vmfest-\(UUID()).pem")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await body(file.path)
    }

    private func error(_ result: Result<String?, any Error>) throws -> SOAPError {
        try #require(throws: SOAPError.self) { try result.get() }
    }

    @Test func aServerWithATrustedCertificateAnswers() async throws {
        let result = try await withFile(TestCertificate.valid) {
            try await call(TestCertificate.server(), trusting: .roots(file: $0))
        }
        #expect(try result.get() == "baz")
    }

    @Test func aServerWithAnyCertificateAnswersWhereNoneIsAskedFor() async throws {
        #expect(try await call(TestCertificate.server(), trusting: .none, host: "127.0.0.1").get() == "baz")
        #expect(try await call(TestCertificate.expiredServer(), trusting: .none).get() == "baz")
    }

    @Test func anUntrustedCertificateIsRefused() async throws {
        let system = try error(try await call(TestCertificate.server(), trusting: .system))
        let other = try await withFile(TestCertificate.other) {
            try await call(TestCertificate.server(), trusting: .roots(file: $0))
        }
        for error in [system, try error(other)] {
            #expect(error.code == .tls)
            #expect(!error.mayHaveBeenSent)
            #expect(error.message.contains("not trusted"))
        }
    }

    @Test func anExpiredCertificateIsRefused() async throws {
        let result = try await withFile(TestCertificate.expired) {
            try await call(TestCertificate.expiredServer(), trusting: .roots(file: $0))
        }
        let error = try error(result)
        #expect(error.code == .tls)
        #expect(error.message.contains("expired"))
    }

    @Test func aCertificateForAnotherNameIsRefused() async throws {
        let result = try await withFile(TestCertificate.valid) {
            try await call(TestCertificate.server(), trusting: .roots(file: $0), host: "127.0.0.1")
        }
        let error = try error(result)
        #expect(error.code == .tls)
        #expect(!error.mayHaveBeenSent)
        #expect(error.message.contains("another name"))
    }

    @Test func aServerThatSpeaksOldTLSOnlyIsRefused() async throws {
        let result = try await withFile(TestCertificate.valid) {
            try await call(TestCertificate.oldServer(), trusting: .roots(file: $0))
        }
        let error = try error(result)
        #expect(error.code == .tls)
        #expect(!error.mayHaveBeenSent)
        let unchecked = try await call(TestCertificate.oldServer(), trusting: .none)
        #expect(try self.error(unchecked).code == .tls)
    }

    @Test func aServerWithoutTLSIsToldApart() async throws {
        let error = try await ScriptedServer.run(banner: "HTTP/1.1 400 Bad Request\r\n\r\n") { _, _ in
        } body: { server in
            let client = try server.client(scheme: "https")
            return await #expect(throws: SOAPError.self) { try await client.call(.bar) }
        }
        #expect(error?.code == .tls)
        #expect(error?.mayHaveBeenSent == false)
        #expect(error?.message.contains("http://") == true)
    }

    @Test func aServerThatWantsTLSIsToldApart() async throws {
        let error = try error(
            try await call(TestCertificate.server(), trusting: .system, scheme: "http", host: "127.0.0.1"))
        #expect([.notSOAP, .connectionClosed].contains(error.code))
        #expect(!error.mayHaveBeenSent)
    }

    @Test(arguments: ["", "garbage"])
    func aFileWithoutCertificatesIsAnError(text: String) async throws {
        let result = try await withFile(text) {
            try await call(TestCertificate.server(), trusting: .roots(file: $0))
        }
        let error = try error(result)
        #expect(error.code == .tls)
        #expect(!error.mayHaveBeenSent)
        #expect(error.message.contains(".pem"))
    }

    @Test func aMissingFileIsAnError() async throws {
        let error = try error(try await call(TestCertificate.server(), trusting: .roots(file: "/no/such/file.pem")))
        #expect(error.code == .tls)
        #expect(error.message.contains("/no/such/file.pem"))
    }
}
