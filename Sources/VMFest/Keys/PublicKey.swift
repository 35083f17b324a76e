//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Crypto
import Foundation

/// A public key as OpenSSH writes it: the kind, the key in base64, and a comment.
struct PublicKey: Sendable, Hashable {
    let kind: String
    let key: [UInt8]
    let comment: String

    init(kind: String, key: [UInt8], comment: String) {
        self.kind = kind
        self.key = key
        self.comment = comment
    }

    /// Reads one line.
    ///
    /// Options, as `authorized_keys` may have them before the key, are not taken.
    init(line: String) throws {
        let text = line.trimmingBlanks
        let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true).map(String.init)
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || Self.controls.contains($0.value) }) else {
            throw Self.refusal("it has to be one line without control characters")
        }
        guard parts.count >= 2, Self.algorithms[parts[0]] != nil else {
            throw Self.refusal("it begins with none of \(Self.algorithms.keys.sorted().joined(separator: ", "))")
        }
        guard let key = Data(base64Encoded: parts[1]).map(Array.init) else {
            throw Self.refusal("its second word is not base64")
        }
        var reader = SSHReader(key)
        guard try reader.text() == parts[0] else { throw Self.refusal("the key in it is of another kind than it says") }
        self.init(kind: parts[0], key: key, comment: parts.count > 2 ? parts[2] : "")
    }

    var algorithm: KeyPair.Algorithm { Self.algorithms[kind] ?? .rsa }

    var line: String {
        let key = "\(kind) \(Data(key).base64EncodedString())"
        return comment.isEmpty ? key : "\(key) \(comment)"
    }

    var fingerprint: String {
        let digest = Data(SHA256.hash(data: key)).base64EncodedString()
        return "SHA256:" + digest.prefix { $0 != "=" }
    }

    private static func refusal(_ reason: String) -> VMFestError {
        VMFestError(.invalidArgument, "this is no public key of OpenSSH: \(reason)")
    }

    /// What else is no text: DEL and the rest of C1, of which NEL ends a line for some, and Unicode's line separators.
    private static let controls: Set<UInt32> = Set(0x7f...0x9f).union([0x2028, 0x2029])

    private static let algorithms: [String: KeyPair.Algorithm] = [
        "ssh-ed25519": .ed25519,
        "ssh-rsa": .rsa,
        "ecdsa-sha2-nistp256": .ecdsa,
        "ecdsa-sha2-nistp384": .ecdsa,
        "ecdsa-sha2-nistp521": .ecdsa,
        "sk-ssh-ed25519@openssh.com": .securityKey,
        "sk-ecdsa-sha2-nistp256@openssh.com": .securityKey,
    ]
}

extension StringProtocol {
    /// Without spaces, tabs and ends of lines before and after.
    var trimmingBlanks: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
