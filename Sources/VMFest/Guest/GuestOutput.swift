//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// A piece of what a command in a guest wrote, as it came.
public struct GuestOutput: Sendable, Hashable {
    /// Where a command writes to.
    public enum Stream: Sendable, Hashable, CaseIterable {
        /// The standard output.
        case output
        /// The standard error stream.
        case errors
    }

    /// Which of both.
    public var stream: Stream

    /// The bytes, as the command wrote them; never empty.
    public var data: Data

    init(_ stream: Stream, _ data: Data) {
        self.stream = stream
        self.data = data
    }
}
