//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Something of a machine that a spec has no words for, so that a machine made from the spec lacks it.
public struct SpecOmission: Sendable, Hashable, CustomStringConvertible {
    /// What it is, for example `recording` or `storage[0].devices[1]`.
    public var place: String

    /// Why it is left out.
    public var reason: String

    init(_ place: String, _ reason: String) {
        self.place = place
        self.reason = reason
    }

    /// Both in one line.
    public var description: String { "\(place): \(reason)" }
}
