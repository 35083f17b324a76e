//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest

struct KeyStoreTests {
    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("a new pair is two files, of which nobody else can read the private one")
    func files() async throws {
        try await withTemporaryFolder { folder in
            let store = KeyStore(folder: folder + "/new/keys")
            let key = try await store.create("me")
            #expect(key.privateKeyFile == store.folder + "/me")
            #expect(key.algorithm == .ed25519)
            #expect(try mode(store.folder) == 0o700)
            #expect(try mode(store.folder + "/me") == 0o600)
            #expect(try mode(store.folder + "/me.pub") == 0o644)
            #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder).sorted() == ["me", "me.pub"])
            #expect(try await store.key("me") == key)
        }
    }

    @Test("a name that is taken is an error, and what is there stays", arguments: ["me", "me.pub"])
    func taken(file: String) async throws {
        try await withTemporaryFolder { folder in
            let store = KeyStore(folder: folder)
            try Data("mine".utf8).write(to: URL(filePath: "\(folder)/\(file)"))
            let error = await #expect(throws: VMFestError.self) { try await store.create("me") }
            #expect(error?.code == .nameTaken)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [file])
            #expect(try Data(contentsOf: URL(filePath: "\(folder)/\(file)")) == Data("mine".utf8))
        }
    }

    @Test("of many that make a key of one name at once, one wins, and its halves belong together")
    func race() async throws {
        try await withTemporaryFolder { folder in
            let store = KeyStore(folder: folder)
            let won = await withTaskGroup(of: KeyPair?.self) { group in
                for _ in 0..<16 { group.addTask { try? await store.create("me") } }
                return await group.reduce(into: [KeyPair]()) { if let key = $1 { $0.append(key) } }
            }
            #expect(won.count == 1)
            #expect(try await store.keys() == won)
            let secret = try String(contentsOfFile: "\(folder)/me", encoding: .utf8)
            let half = try #require(try OpenSSHKey.publicHalf(of: secret))
            #expect(won.first?.fingerprint == half.fingerprint)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
        }
    }

    @Test("keys are listed by name; other files are passed over")
    func list() async throws {
        try await withTemporaryFolder { folder in
            let store = KeyStore(folder: folder)
            #expect(try await KeyStore(folder: folder + "/none").keys().isEmpty)
            for name in ["b", "a"] { try await store.create(name) }
            try Data("nonsense".utf8).write(to: URL(filePath: folder + "/c.pub"))
            try Data("nonsense".utf8).write(to: URL(filePath: folder + "/.d.pub"))
            #expect(try await store.keys().map(\.name) == ["a", "b"])
            let error = await #expect(throws: VMFestError.self) { try await store.key("c") }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test("a removed key is gone with both halves; one that is not there is an error")
    func remove() async throws {
        try await withTemporaryFolder { folder in
            let store = KeyStore(folder: folder)
            try await store.create("me")
            try await store.remove("me")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty)
            for call in [store.remove, { _ = try await store.key($0) }] {
                let error = await #expect(throws: VMFestError.self) { try await call("me") }
                #expect(error?.code == .noSuchKey)
            }
        }
    }

    @Test(
        "what can not be a name is refused everywhere",
        arguments: [
            "", ".", "..", ".a", "-a", "a/b", "../a", "a b", "a\n", "ä", "a.pub", "a\0b",
            String(repeating: "a", count: 65),
        ])
    func names(name: String) async throws {
        try await withTemporaryFolder { folder in
            let store = KeyStore(folder: folder)
            let calls: [(String) async throws -> Void] = [
                { _ = try await store.create($0) }, { _ = try await store.key($0) }, store.remove,
                { _ = try await store.importKey($0, from: folder + "/x") },
            ]
            for call in calls {
                let error = await #expect(throws: VMFestError.self) { try await call(name) }
                #expect(error?.code == .invalidArgument)
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty)
        }
    }

    @Test("the usual folder is in the user's settings")
    func usualFolder() {
        let home = NSString(string: "~").expandingTildeInPath
        #expect(KeyStore(environment: [:]).folder == home + "/.config/vmfest/keys")
        #expect(KeyStore(environment: ["XDG_CONFIG_HOME": "relative"]).folder == home + "/.config/vmfest/keys")
        #expect(KeyStore(environment: ["XDG_CONFIG_HOME": "/x"]).folder == "/x/vmfest/keys")
    }
}
