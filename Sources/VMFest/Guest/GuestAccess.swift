//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How a guest is reached.
public enum GuestAccess: String, Sendable, Hashable, Codable, CaseIterable {
    /// Through the Guest Additions where they answer and a password is known, else through SSH.
    case automatic = "auto"
    /// Through VirtualBox's guest control: no network is needed, the Guest Additions and a password are.
    case additions
    /// Through SSH, with the `ssh` program of this computer: a forward to the guest's port 22, or an address of the
    /// guest that this computer reaches, is needed.
    case ssh
}
