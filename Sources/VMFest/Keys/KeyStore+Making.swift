//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

extension KeyStore {
    /// Makes a key pair, without a passphrase.
    ///
    /// - Parameters:
    ///   - name: 1 to 64 letters, digits, dots, hyphens and underscores, neither a dot nor a hyphen first.
    ///   - kind: what kind of key.
    /// - Throws: ``VMFestError`` with `nameTaken` when there is such a key, which is left as it is, with
    ///   `invalidArgument`, or with `failed` when the files can not be written.
    @discardableResult
    public func create(_ name: String, _ kind: NewKey = .ed25519) async throws -> KeyPair {
        try Self.check(name)
        return try await blocking {
            // Making a key may take a second; a name that is taken is known before.
            try refuseTaken(name)
            let key = try kind.make(comment: name)
            try PlainFile.createFolder(folder)
            return try store(name, key.publicKey, secret: Array(key.file().utf8))
        }
    }

    /// Takes a key that a file has: a public one, or a private one, which is copied as it is.
    ///
    /// The public half of a private key is taken from the file beside it that ends in `.pub`, else from the file itself
    /// where it is of OpenSSH's format; with a passphrase it stays encrypted.
    ///
    /// - Parameters:
    ///   - name: as for ``create(_:_:)``.
    ///   - file: a path on this computer; a `~` at its beginning stands for the user's home.
    /// - Throws: as ``create(_:_:)`` does; `invalidArgument` also when the file is no key, or when it is a private one
    ///   whose public half is not known.
    @discardableResult
    public func importKey(_ name: String, from file: String) async throws -> KeyPair {
        try Self.check(name)
        return try await blocking {
            try refuseTaken(name)
            let contents = try PlainFile.read(file, limit: PublicKey.largestFile)
            let isPrivate = String(decoding: contents, as: UTF8.self).contains("PRIVATE KEY-----")
            let key = isPrivate ? try Self.publicHalf(of: contents, file) : try PublicKey(file: file)
            try PlainFile.createFolder(folder)
            return try store(name, key, secret: isPrivate ? contents : nil)
        }
    }

    private static func publicHalf(of contents: [UInt8], _ file: String) throws -> PublicKey {
        let beside = NSString(string: file + ".pub").expandingTildeInPath
        if FileManager.default.fileExists(atPath: beside) { return try PublicKey(file: beside) }
        if let key = try OpenSSHKey.publicHalf(of: String(decoding: contents, as: UTF8.self)) { return key }
        throw VMFestError(
            .invalidArgument,
            "'\(file)': the public half is not known; write it with: ssh-keygen -y -f '\(file)' > '\(file).pub'")
    }

    private func refuseTaken(_ name: String) throws {
        for file in [path(name), path(name) + ".pub"] where FileManager.default.fileExists(atPath: file) {
            throw taken(name)
        }
    }

    /// Writes the files: the public one last, which is what makes the key be there.
    private func store(_ name: String, _ key: PublicKey, secret: [UInt8]?) throws -> KeyPair {
        let file = path(name)
        if let secret {
            guard try PlainFile.create(file, secret, mode: 0o600) else { throw taken(name) }
        }
        do {
            guard try PlainFile.create(file + ".pub", Array("\(key.line)\n".utf8), mode: 0o644) else {
                throw taken(name)
            }
        } catch {
            if secret != nil { _ = try? PlainFile.remove(file) }
            throw error
        }
        return KeyPair(name: name, key, privateKeyFile: secret == nil ? nil : file)
    }

    private func taken(_ name: String) -> VMFestError {
        VMFestError(.nameTaken, "there is a key '\(name)' in '\(folder)'; remove it first, or choose another name")
    }
}
