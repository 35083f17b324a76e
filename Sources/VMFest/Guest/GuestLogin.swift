//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Who one is inside a guest, and what proves it.
///
/// The password is never printed: descriptions and mirrors leave it out.
public struct GuestLogin: Sendable, Hashable {
    /// The user of the guest's system.
    public var user: String

    /// The user's password, which VirtualBox's guest control needs; nil where none is known.
    public var password: String?

    /// The path of a private key file on this computer, for SSH; nil leaves it to the user's own SSH set-up.
    public var keyFile: String?

    /// A login.
    public init(user: String, password: String? = nil, keyFile: String? = nil) {
        self.user = user
        self.password = password
        self.keyFile = keyFile
    }
}

extension GuestLogin: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The user, and the key file where there is one.
    public var description: String { keyFile.map { "\(user) with the key \($0)" } ?? user }

    /// As ``description``.
    public var debugDescription: String { description }

    /// Without the password.
    public var customMirror: Mirror {
        Mirror(self, children: ["user": user, "keyFile": keyFile as Any], displayStyle: .struct)
    }
}
