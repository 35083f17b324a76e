//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A failure of the command line itself, or of several things at once.
struct Failure: Error, Hashable {
    /// The exit code.
    var status: ExitStatus

    /// What to tell; nil where all has been told.
    var message: String?

    init(_ status: ExitStatus, _ message: String? = nil) {
        self.status = status
        self.message = message
    }
}
