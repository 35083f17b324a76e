//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A key pair for logging on to guests, or its public half.
///
/// The private half stays in its file; it is never read into this value.
public struct KeyPair: Sendable, Hashable, Codable {
    /// The name in the store.
    public var name: String

    /// What kind of key it is.
    public var algorithm: Algorithm

    /// The public half, as one line of a `.pub` file or of `authorized_keys`, comment included.
    public var publicKey: String

    /// The SHA-256 fingerprint as `ssh-keygen -l` prints it: `SHA256:` and 43 characters.
    public var fingerprint: String

    /// The path of the file with the private half; nil where only the public half is known.
    public var privateKeyFile: String?

    /// A kind of key.
    public enum Algorithm: String, Sendable, Hashable, Codable, CaseIterable {
        /// Ed25519.
        case ed25519
        /// RSA.
        case rsa
        /// ECDSA on one of NIST's curves.
        case ecdsa
        /// A key in a security token.
        case securityKey
    }

    init(name: String, _ key: PublicKey, privateKeyFile: String?) {
        self.name = name
        algorithm = key.algorithm
        publicKey = key.line
        fingerprint = key.fingerprint
        self.privateKeyFile = privateKeyFile
    }
}
