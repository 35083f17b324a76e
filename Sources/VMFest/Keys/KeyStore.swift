//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// The key pairs of a user of this computer, as files of OpenSSH's kind in one folder.
///
/// A pair `NAME` is the files `NAME`, which nobody else can read, and `NAME.pub`; of a key of which only the public half
/// is known there is `NAME.pub` only. Other programs may use these files, and put their own there.
///
/// A store is a value that holds nothing but the folder's path. Several processes can work on one at the same time.
public struct KeyStore: Sendable, Hashable {
    /// The folder's absolute path.
    ///
    /// It is made when the first key is, for its owner only.
    public let folder: String

    /// A store in a folder.
    ///
    /// A `~` at its beginning stands for the user's home.
    public init(folder: String) {
        self.folder = URL(filePath: NSString(string: folder).expandingTildeInPath).standardizedFileURL.path
    }

    /// The user's own store: `vmfest/keys` in the folder that `XDG_CONFIG_HOME` names, else in `~/.config`.
    public init() {
        self.init(environment: ProcessInfo.processInfo.environment)
    }

    /// The user's own store in an environment; an `XDG_CONFIG_HOME` that is no absolute path counts for nothing.
    package init(environment: [String: String]) {
        let settings = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        self.init(folder: (settings ?? "~/.config") + "/vmfest/keys")
    }

    /// All keys, by name.
    ///
    /// Files that are no public keys are passed over. A folder that is not there has none.
    ///
    /// - Throws: ``VMFestError`` with `failed` when the folder can not be read.
    public func keys() async throws -> [KeyPair] {
        try await blocking {
            try fileNames().filter { $0.hasSuffix(".pub") }.map { String($0.dropLast(4)) }
                .filter(Self.isName).sorted()
                .compactMap { name in try? read(name) }
        }
    }

    /// The key of a name.
    ///
    /// - Throws: ``VMFestError`` with `noSuchKey`, or with `invalidArgument` when the file is no public key.
    public func key(_ name: String) async throws -> KeyPair {
        try Self.check(name)
        return try await blocking { try read(name) }
    }

    /// Removes a key, its private half included.
    ///
    /// Guests that know the public half still do.
    ///
    /// - Throws: ``VMFestError`` with `noSuchKey`.
    public func remove(_ name: String) async throws {
        try Self.check(name)
        try await blocking {
            let hadPrivate = try PlainFile.remove(path(name))
            let hadPublic = try PlainFile.remove(path(name) + ".pub")
            guard hadPrivate || hadPublic else { throw noSuchKey(name) }
        }
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func read(_ name: String) throws -> KeyPair {
        let file = path(name) + ".pub"
        guard FileManager.default.fileExists(atPath: file) else { throw noSuchKey(name) }
        let key = try PublicKey(file: file)
        let hasPrivate = FileManager.default.fileExists(atPath: path(name))
        return KeyPair(name: name, key, privateKeyFile: hasPrivate ? path(name) : nil)
    }

    private func fileNames() throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw VMFestError(.failed, "'\(folder)' can not be read: \(error.systemReason)")
        }
    }

    private func noSuchKey(_ name: String) -> VMFestError {
        VMFestError(.noSuchKey, "there is no key '\(name)' in '\(folder)'")
    }
}
