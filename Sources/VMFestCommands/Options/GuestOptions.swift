//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// As whom one goes into a guest, and how.
struct GuestOptions: ParsableArguments {
    @Option(
        name: .customLong("login"),
        help: ArgumentHelp(
            "The user in the guest. Default: the one that the image names, else root.", valueName: "user"))
    var user: String?

    @Option(
        name: .customLong("guest-password-file"),
        help: ArgumentHelp(
            "Take the user's password from the first line of this file.",
            discussion: "Without it: VMFEST_GUEST_PASSWORD. Guest control needs a password; SSH takes keys only.",
            valueName: "file"),
        completion: .file())
    var passwordFile: String?

    @Option(
        help: ArgumentHelp(
            "The private key for SSH. Default: the one that the machine was made with, else those that ssh finds.",
            valueName: "file"),
        completion: .file())
    var identity: String?

    @Option(
        help: ArgumentHelp(
            "How to get in: auto, additions or ssh.",
            discussion: "auto: the Guest Additions where they answer and a password is known, else SSH.",
            valueName: "way"),
        transform: { text in
            guard let access = GuestAccess(rawValue: text) else {
                throw ValidationError("'\(text)' is no way in: auto, additions or ssh.")
            }
            return access
        })
    var via: GuestAccess = .automatic

    mutating func validate() throws {
        if user?.isEmpty == true { throw ValidationError("The user's name is empty.") }
    }

    /// The login to a machine's guest: what options do not say, the machine's record and the user's keys do.
    ///
    /// - Throws: ``Failure`` when a file can not be read, and what asking the host throws.
    func login(to machine: Machine, keys: KeyStore) async throws -> GuestLogin {
        guard user == nil || identity == nil else { return try login() }
        let info = try await machine.info()
        let known = try? await keys.keys().first { info.keys.contains($0.fingerprint) && $0.privateKeyFile != nil }
        return try login(orUser: info.user, keyFile: known?.privateKeyFile)
    }

    /// The login that the options make.
    ///
    /// - Parameters:
    ///   - usual: the user where no option says; nil for `root`.
    ///   - keyFile: the key where no option says.
    /// - Throws: ``Failure`` when a file can not be read.
    func login(orUser usual: String? = nil, keyFile: String? = nil) throws -> GuestLogin {
        var login = GuestLogin(user: user ?? usual ?? "root", keyFile: identity.map(Self.expanded) ?? keyFile)
        if let identity, !FileManager.default.isReadableFile(atPath: Self.expanded(identity)) {
            throw Failure(.usage, "the key '\(identity)' can not be read")
        }
        if let passwordFile {
            login.password = try Self.firstLine(of: passwordFile)
        } else {
            // Set and empty is a password, too.
            login.password = ProcessInfo.processInfo.environment["VMFEST_GUEST_PASSWORD"]
        }
        return login
    }

    /// The first line of a file, without its end.
    static func firstLine(of file: String) throws -> String {
        do {
            let text = try String(contentsOfFile: expanded(file), encoding: .utf8)
            return String(text.prefix { !$0.isNewline })
        } catch {
            throw Failure(.usage, "the password can not be read from '\(file)': \(error.systemReason)")
        }
    }

    private static func expanded(_ path: String) -> String { NSString(string: path).expandingTildeInPath }
}
