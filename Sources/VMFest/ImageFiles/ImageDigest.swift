//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Crypto

/// The SHA-256 of an image as it was given: of the compressed file or the archive, where it is one.
package struct ImageDigest: Sendable, Hashable, CustomStringConvertible {
    /// 64 hexadecimal digits, in small letters.
    package let description: String

    /// Reads 64 hexadecimal digits, which may follow `sha256:`; nil for anything else.
    package init?(_ text: String) {
        let digits = text.lowercased().trimmingPrefix("sha256:")
        guard digits.count == 64, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
        description = String(digits)
    }

    init(_ hash: SHA256) {
        description = Self.hexadecimal(hash.finalize())
    }

    /// Two digits for each byte, in small letters.
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Refuses an image that has another digest than was asked for.
    ///
    /// - Throws: ``VMFestError`` with ``VMFestError/Code/wrongDigest``, naming both.
    static func check(_ found: ImageDigest, is wanted: ImageDigest?, of source: String) throws {
        guard let wanted, wanted != found else { return }
        throw VMFestError(
            .wrongDigest, "\(source) is not what was asked for: its SHA-256 is \(found), and not \(wanted)")
    }
}
