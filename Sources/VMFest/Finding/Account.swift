//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Crypto

/// A user and a password that are made up for one private web service.
struct Account: Sendable {
    let user: String
    let password: String

    init() {
        user = "vmfest-" + Self.hexadecimal((0..<4).map { _ in UInt8.random(in: .min ... .max) })
        password = Self.hexadecimal((0..<24).map { _ in UInt8.random(in: .min ... .max) })
    }

    /// The form in which VirtualBox's simple check keeps a password.
    var passwordHash: String {
        Self.hexadecimal(SHA256.hash(data: Array(password.utf8)))
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
