//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How large what is unpacked may become.
enum UnpackingLimit {
    /// The usual one.
    static let usual = DataSize.gibibytes(64)

    /// What is said where it is larger.
    static let exceeded = VMFestError(
        .badImage, "is larger, once unpacked, than the limit allows; a higher limit can be given")
}
