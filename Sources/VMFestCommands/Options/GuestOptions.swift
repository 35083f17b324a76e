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
        help: ArgumentHelp("The user in the guest. Default: root.", valueName: "user"))
    var user = "root"

    @Option(
        name: .customLong("guest-password-file"),
        help: ArgumentHelp(
            "Take the user's password from the first line of this file.",
            discussion: "Without it: VMFEST_GUEST_PASSWORD. Guest control needs a password; SSH takes keys only.",
            valueName: "file"),
        completion: .file())
    var passwordFile: String?

    @Option(
        help: ArgumentHelp("The private key for SSH. Default: those that ssh finds itself.", valueName: "file"),
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
        if user.isEmpty { throw ValidationError("The user's name is empty.") }
    }

    /// The login that the options make.
    ///
    /// - Throws: ``Failure`` when a file can not be read.
    func login() throws -> GuestLogin {
        var login = GuestLogin(user: user, keyFile: identity.map(Self.expanded))
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

    private static func firstLine(of file: String) throws -> String {
        do {
            let text = try String(contentsOfFile: expanded(file), encoding: .utf8)
            return String(text.prefix { !$0.isNewline })
        } catch {
            throw Failure(.usage, "the password can not be read from '\(file)': \(error.systemReason)")
        }
    }

    private static func expanded(_ path: String) -> String { NSString(string: path).expandingTildeInPath }
}
