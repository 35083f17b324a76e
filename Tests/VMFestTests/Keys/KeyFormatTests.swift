//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Crypto
import Foundation
import Testing

@testable import VMFest

struct KeyFormatTests {
    @Test(
        "OpenSSH reads new keys, and says the same of them", .openSSH,
        arguments: [NewKey.ed25519, .rsa(bits: 2_048), .rsa(bits: 3_072)])
    func readByOpenSSH(kind: NewKey) async throws {
        try await withTemporaryFolder { folder in
            let key = try await KeyStore(folder: folder).create("me", kind)
            let file = try #require(key.privateKeyFile)
            #expect(try await OpenSSH.keygen("-y", "-f", file) == key.publicKey)
            let facts = try await OpenSSH.keygen("-l", "-f", file + ".pub")
            #expect(facts.contains(" \(key.fingerprint) me "))
            // Signing shows that the private numbers are right.
            let message = folder + "/message"
            try Data("hello".utf8).write(to: URL(filePath: message))
            try await OpenSSH.keygen("-Y", "sign", "-n", "file", "-f", file, message)
            try await OpenSSH.keygen(
                "-Y", "check-novalidate", "-n", "file", "-s", message + ".sig", "-f", file, input: "hello")
        }
    }

    @Test("a key file has these bytes")
    func golden() throws {
        let key = try NewKey.ed25519(.init(rawRepresentation: (0..<32).map { UInt8($0) }), "me@home")
        #expect(
            key.file(check: 0x0102_0304) == """
                -----BEGIN OPENSSH PRIVATE KEY-----
                b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
                QyNTUxOQAAACADoQe/884Qvh1w3RjnS8CZZ+TWMJulDV8d3IZkElUxuAAAAJABAgMEAQID
                BAAAAAtzc2gtZWQyNTUxOQAAACADoQe/884Qvh1w3RjnS8CZZ+TWMJulDV8d3IZkElUxuA
                AAAEAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHwOhB7/zzhC+HXDdGOdLwJln
                5NYwm6UNXx3chmQSVTG4AAAAB21lQGhvbWUBAgMEBQY=
                -----END OPENSSH PRIVATE KEY-----

                """)
        #expect(
            key.publicKey.line
                == "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4 me@home")
        #expect(try OpenSSHKey.publicHalf(of: key.file())?.key == key.publicKey.key)
    }

    @Test("an RSA key has 2,048 to 4,096 bits", arguments: [0, 1_024, 2_047, 2_049, 4_352, -1, Int.max])
    func bits(count: Int) throws {
        let error = #expect(throws: VMFestError.self) { try NewKey.rsa(bits: count).make(comment: "") }
        #expect(error?.code == .invalidArgument)
    }

    @Test("long numbers are written with a zero before a high bit, and without zeros else")
    func integers() {
        var writer = SSHWriter()
        for bytes in [[0x80], [0, 0, 0x7f], [], [0]] as [[UInt8]] { writer.integer(bytes) }
        #expect(writer.bytes == [0, 0, 0, 2, 0, 0x80, 0, 0, 0, 1, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test("what is cut off is refused, wherever")
    func cutOff() throws {
        let key = try NewKey.ed25519.make(comment: "me")
        for count in 0..<key.publicKey.key.count {
            let text = Data(key.publicKey.key.prefix(count)).base64EncodedString()
            #expect(throws: VMFestError.self) { try PublicKey(line: "ssh-rsa \(text)") }
        }
        let bytes: [UInt8] = [0x30, 0x06, 0x02, 0x01, 0x05, 0x02, 0x01, 0x07]
        #expect(try DERIntegers.read(bytes) == [[5], [7]])
        for count in 0..<bytes.count {
            #expect(throws: VMFestError.self) { try DERIntegers.read(Array(bytes.prefix(count))) }
        }
    }
}
