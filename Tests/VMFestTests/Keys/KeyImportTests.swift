//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest

struct KeyImportTests {
    @Test("a public key is taken alone")
    func publicKey() async throws {
        try await withTemporaryFolder { folder in
            let made = try await KeyStore(folder: folder + "/a").create("me")
            let store = KeyStore(folder: folder + "/b")
            let key = try await store.importKey("you", from: folder + "/a/me.pub")
            #expect(key.publicKey == made.publicKey)
            #expect(key.privateKeyFile == nil)
            #expect(try await store.keys() == [key])
        }
    }

    @Test("a private key is copied as it is, for nobody else to read; its public half comes from itself")
    func privateKey() async throws {
        try await withTemporaryFolder { folder in
            let made = try await KeyStore(folder: folder + "/a").create("me")
            try FileManager.default.removeItem(atPath: folder + "/a/me.pub")
            let store = KeyStore(folder: folder + "/b")
            let key = try await store.importKey("you", from: folder + "/a/me")
            #expect(key.fingerprint == made.fingerprint)
            let copy = try #require(key.privateKeyFile)
            #expect(try Data(contentsOf: URL(filePath: copy)) == Data(contentsOf: URL(filePath: folder + "/a/me")))
            let attributes = try FileManager.default.attributesOfItem(atPath: copy)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("keys of OpenSSH's making: with a passphrase, and in PEM with the public half beside", .openSSH)
    func madeByOpenSSH() async throws {
        try await withTemporaryFolder { folder in
            let store = KeyStore(folder: folder + "/keys")
            try await OpenSSH.keygen("-q", "-t", "ed25519", "-N", "secret", "-f", folder + "/locked")
            try FileManager.default.removeItem(atPath: folder + "/locked.pub")
            let locked = try await store.importKey("locked", from: folder + "/locked")
            #expect(try await OpenSSH.keygen("-l", "-f", folder + "/locked").contains(locked.fingerprint))
            try await OpenSSH.keygen("-q", "-t", "ecdsa", "-m", "PEM", "-N", "", "-f", folder + "/pem")
            let pem = try await store.importKey("pem", from: folder + "/pem")
            #expect(pem.algorithm == .ecdsa)
            try FileManager.default.removeItem(atPath: folder + "/pem.pub")
            let error = await #expect(throws: VMFestError.self) {
                try await store.importKey("p", from: folder + "/pem")
            }
            #expect(error?.message.contains("ssh-keygen -y") == true)
        }
    }

    @Test(
        "what is no key is refused, and nothing is made",
        arguments: ["", "hello", "a\nb", "-----BEGIN RSA PRIVATE KEY-----"])
    func refused(text: String) async throws {
        try await withTemporaryFolder { folder in
            try Data(text.utf8).write(to: URL(filePath: folder + "/file"))
            let store = KeyStore(folder: folder + "/keys")
            let error = await #expect(throws: VMFestError.self) {
                try await store.importKey("a", from: folder + "/file")
            }
            #expect(error?.code == .invalidArgument)
            #expect(try await store.keys().isEmpty)
            #expect(!FileManager.default.fileExists(atPath: store.folder))
        }
    }
}
