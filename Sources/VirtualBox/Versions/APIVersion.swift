//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The version of VirtualBox's interface: `7_2` on the wire.
package struct APIVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var major: Int
    package var minor: Int

    package init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads `7_2`; a third part is ignored.
    ///
    /// Nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
            .map { $0.allSatisfy(\.isNumber) ? Int($0) : nil }
        guard parts.count >= 2, let major = parts[0], let minor = parts[1] else { return nil }
        self.init(major, minor)
    }

    package static let oldestKnown = Self(7, 0)
    package static let newestKnown = Self(7, 2)

    package static func < (left: Self, right: Self) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    package var description: String { "\(major).\(minor)" }
}
