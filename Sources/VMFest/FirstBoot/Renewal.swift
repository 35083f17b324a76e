//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// What a guest that was cloned while it ran can not know or make by itself.
package struct Renewal: Sendable, Hashable {
    /// The time, in seconds since 1970; a guest's clock is set forward only.
    package var epoch: Int

    /// Its machine identifier: 32 hexadecimal digits.
    package var machineID: String

    /// What its random numbers are to depend on: 64 hexadecimal digits.
    package var random: String

    /// The time that it is, and numbers that nobody else has.
    package init() {
        epoch = Int(Date().timeIntervalSince1970)
        machineID = Self.hexadecimal(16)
        random = Self.hexadecimal(32)
    }

    package init(epoch: Int, machineID: String, random: String) {
        self.epoch = epoch
        self.machineID = machineID
        self.random = random
    }

    private static func hexadecimal(_ count: Int) -> String {
        (0..<count).map { _ in
            let byte = UInt8.random(in: .min ... .max)
            return String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }
}
