//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension Tables {
    /// Fields of structures that older releases leave out, so that they are optional in Swift.
    ///
    /// Strings need not be here: a missing one is empty.
    static let absentFields: [Supplement.Exception] = [
        .init("IGuestOSType", "platformArchitecture", because: "since 7.1"),
        .init("IGuestOSType", "recommendedIommuType", because: "since 7.0"),
        .init("IGuestOSType", "recommendedSecureBoot", because: "since 7.0"),
        .init("IGuestOSType", "recommendedTpmType", because: "since 7.0"),
        .init("IGuestOSType", "recommendedWDDMGraphics", because: "since 7.0"),
    ]
}
