//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A result code of VirtualBox's interfaces, as an open set: a newer server may send others.
///
/// What a code means depends on the operation that answered with it.
package struct ResultCode: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The wire carries codes as signed numbers.
    package init(signed: Int32) {
        rawValue = UInt32(bitPattern: signed)
    }

    package static let success = Self(rawValue: 0)
    package static let notImplemented = Self(rawValue: 0x8000_4001)
    package static let pointer = Self(rawValue: 0x8000_4003)
    package static let aborted = Self(rawValue: 0x8000_4004)
    package static let failure = Self(rawValue: 0x8000_4005)
    package static let unexpected = Self(rawValue: 0x8000_FFFF)
    package static let accessDenied = Self(rawValue: 0x8007_0005)
    package static let outOfMemory = Self(rawValue: 0x8007_000E)
    package static let invalidArgument = Self(rawValue: 0x8007_0057)
    package static let callFailed = Self(rawValue: 0x8007_06BE)
    package static let objectNotFound = Self(rawValue: 0x80BB_0001)
    package static let invalidVMState = Self(rawValue: 0x80BB_0002)
    package static let vmError = Self(rawValue: 0x80BB_0003)
    package static let fileError = Self(rawValue: 0x80BB_0004)
    package static let iprtError = Self(rawValue: 0x80BB_0005)
    package static let pdmError = Self(rawValue: 0x80BB_0006)
    package static let invalidObjectState = Self(rawValue: 0x80BB_0007)
    package static let hostError = Self(rawValue: 0x80BB_0008)
    package static let notSupported = Self(rawValue: 0x80BB_0009)
    package static let xmlError = Self(rawValue: 0x80BB_000A)
    package static let invalidSessionState = Self(rawValue: 0x80BB_000B)
    package static let objectInUse = Self(rawValue: 0x80BB_000C)
    package static let passwordIncorrect = Self(rawValue: 0x80BB_000D)
    package static let guestControlError = Self(rawValue: 0x80BB_000F)
    package static let platformNotSupported = Self(rawValue: 0x80BB_0012)

    /// The code as VirtualBox prints it: `0x80bb0007`.
    package var description: String {
        let digits = String(rawValue, radix: 16)
        return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
