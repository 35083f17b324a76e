//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Crypto
import Foundation
import _CryptoExtras

/// What kind of key pair is made.
public enum NewKey: Sendable, Hashable {
    /// Ed25519: short, fast, and taken by everything of this decade.
    case ed25519
    /// RSA with a number of bits, 2,048 to 4,096 and a multiple of 256; 3,072 is usual.
    case rsa(bits: Int)

    /// Makes a pair, which may take a second.
    func make(comment: String) throws -> OpenSSHKey {
        switch self {
        case .ed25519: try Self.ed25519(.init(), comment)
        case .rsa(let bits): try Self.rsa(bits, comment)
        }
    }

    static func ed25519(_ key: Curve25519.Signing.PrivateKey, _ comment: String) throws -> OpenSSHKey {
        let publicHalf = key.publicKey.rawRepresentation
        var blob = SSHWriter()
        blob.string("ssh-ed25519")
        blob.string(publicHalf)
        var secret = blob
        secret.string(key.rawRepresentation + publicHalf)
        return OpenSSHKey(
            publicKey: PublicKey(kind: "ssh-ed25519", key: blob.bytes, comment: comment), secret: secret.bytes)
    }

    private static func rsa(_ bits: Int, _ comment: String) throws -> OpenSSHKey {
        guard (2_048...4_096).contains(bits), bits % 256 == 0 else {
            throw VMFestError(
                .invalidArgument, "an RSA key has 2048 to 4096 bits, a multiple of 256; \(bits) is none of these")
        }
        let key = try _RSA.Signing.PrivateKey(keySize: .init(bitCount: bits))
        let numbers = try DERIntegers.read(Array(key.derRepresentation))
        // PKCS 1: version, n, e, d, p, q, d mod p-1, d mod q-1, the inverse of q.
        guard numbers.count == 9 else { throw VMFestError(.failed, "the new RSA key can not be read") }
        var blob = SSHWriter()
        blob.string("ssh-rsa")
        for number in [numbers[2], numbers[1]] { blob.integer(number) }
        var secret = SSHWriter()
        secret.string("ssh-rsa")
        for index in [1, 2, 3, 8, 4, 5] { secret.integer(numbers[index]) }
        return OpenSSHKey(
            publicKey: PublicKey(kind: "ssh-rsa", key: blob.bytes, comment: comment), secret: secret.bytes)
    }
}
