//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Something in a spec that the host can not make.
public struct SpecProblem: Sendable, Hashable, CustomStringConvertible {
    /// Where it is, for example `storage[0].devices[2]`.
    public var place: String

    /// What is wrong, and what would be right.
    public var message: String

    init(_ place: String, _ message: String) {
        self.place = place
        self.message = message
    }

    /// The place and the message.
    public var description: String { "\(place): \(message)" }
}
