//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What the doctor found about one thing.
struct Finding: Sendable, Hashable, Encodable {
    /// How bad it is.
    enum Grade: String, Sendable, Hashable, Encodable {
        case ok, warning, problem
    }

    /// What was looked at, for example `logon`.
    var check: String
    var grade: Grade
    var message: String
    /// What to do; nil where all is well.
    var remedy: String?

    static func ok(_ check: String, _ message: String) -> Self {
        Self(check: check, grade: .ok, message: message)
    }

    static func warning(_ check: String, _ message: String, remedy: String) -> Self {
        Self(check: check, grade: .warning, message: message, remedy: remedy)
    }

    static func problem(_ check: String, _ message: String, remedy: String) -> Self {
        Self(check: check, grade: .problem, message: message, remedy: remedy)
    }
}
