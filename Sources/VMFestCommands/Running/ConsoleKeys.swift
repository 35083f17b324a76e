//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// What is typed at a console, up to the key that ends it.
struct ConsoleKeys: Sendable {
    /// Ctrl-].
    static let end: UInt8 = 0x1D

    /// Whether the key that ends it was typed.
    private(set) var hasEnded = false

    /// What the guest gets of some bytes.
    mutating func take(_ bytes: Data) -> Data {
        guard !hasEnded else { return Data() }
        guard let place = bytes.firstIndex(of: Self.end) else { return bytes }
        hasEnded = true
        return bytes[..<place]
    }
}
