//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// A key pair in OpenSSH's own format, without a passphrase.
struct OpenSSHKey: Sendable {
    let publicKey: PublicKey

    /// The kind and the numbers of the pair, as they stand in the file.
    let secret: [UInt8]

    private static let magic = Array("openssh-key-v1".utf8) + [0]
    private static let begin = "-----BEGIN OPENSSH PRIVATE KEY-----"
    private static let end = "-----END OPENSSH PRIVATE KEY-----"

    /// The private key's file.
    ///
    /// - Parameter check: any number; who decrypts the file sees by it whether the passphrase was right.
    func file(check: UInt32 = .random(in: .min ... .max)) -> String {
        var section = SSHWriter()
        section.number(check)
        section.number(check)
        section.append(secret)
        section.string(publicKey.comment)
        section.append((1...8).prefix((8 - section.bytes.count % 8) % 8))
        var file = SSHWriter()
        file.append(Self.magic)
        // Cipher, key derivation, its options.
        for text in ["none", "none", ""] { file.string(text) }
        file.number(1)
        file.string(publicKey.key)
        file.string(section.bytes)
        let text = Array(Data(file.bytes).base64EncodedString())
        let lines = stride(from: 0, to: text.count, by: 70).map { String(text[$0..<min($0 + 70, text.count)]) }
        return ([Self.begin] + lines + [Self.end]).map { $0 + "\n" }.joined()
    }

    /// The public half that a private key's file holds in clear, be the rest encrypted or not; nil where it is a file of
    /// another format.
    static func publicHalf(of file: String) throws -> PublicKey? {
        let lines = file.split(whereSeparator: \.isNewline).map(\.trimmingBlanks)
        guard let first = lines.firstIndex(of: begin), let last = lines.firstIndex(of: end), first < last else {
            return nil
        }
        guard let bytes = Data(base64Encoded: lines[(first + 1)..<last].joined()) else {
            throw VMFestError(.invalidArgument, "this is no private key of OpenSSH: it is not base64")
        }
        var reader = SSHReader(bytes)
        guard Array(try reader.take(magic.count)) == magic else {
            throw VMFestError(.invalidArgument, "this is no private key of OpenSSH: it begins otherwise")
        }
        for _ in 0..<3 { _ = try reader.string() }
        guard try reader.number() == 1 else {
            throw VMFestError(.invalidArgument, "there are several keys in the file")
        }
        let key = try reader.string()
        var inner = SSHReader(key)
        let line = "\(try inner.text()) \(Data(key).base64EncodedString())"
        return try PublicKey(line: line)
    }
}
