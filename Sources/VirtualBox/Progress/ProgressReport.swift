//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How far a long operation is.
package struct ProgressReport: Sendable, Hashable {
    /// 0 to 100.
    package var percent: Int

    /// What is being done, in VirtualBox's words.
    package var description: String

    package init(percent: Int, description: String) {
        self.percent = percent
        self.description = description
    }
}

/// Told how far a long operation is, each time there is something new to say.
package typealias ProgressHandler = @Sendable (ProgressReport) -> Void
