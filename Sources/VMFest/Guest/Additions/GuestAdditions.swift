//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// What the Guest Additions in a machine's guest tell of themselves and of the guest.
///
/// Its JSON has the keys `runLevel` and `facilities` and, where they are known, `version`, `revision`, `osType`,
/// `product`, `release` and `kernel`.
public struct GuestAdditions: Sendable, Hashable, Codable {
    /// How far the guest is, as the Guest Additions see it; each includes those before.
    public enum RunLevel: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
        /// They are not installed, or not up yet.
        case none
        /// The driver is loaded.
        case system
        /// The service runs: commands and files go through guest control.
        case userland
        /// A user is logged in at the guest's desktop.
        case desktop

        /// Whether one comes before the other.
        public static func < (one: Self, other: Self) -> Bool { one.rank < other.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// A part of the Guest Additions.
    public struct Facility: Sendable, Hashable, Codable {
        /// How a part is.
        public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
            case inactive, paused, starting, active, terminating, terminated, failed, unknown
        }

        /// Its name, in VirtualBox's words, for example `VirtualBox System Service`.
        public var name: String

        /// How it is.
        public var status: Status

        /// When it told that last, by the host's clock.
        public var updated: Date

        /// A part.
        public init(name: String, status: Status, updated: Date) {
            self.name = name
            self.status = status
            self.updated = updated
        }
    }

    /// How far the guest is.
    public var runLevel: RunLevel

    /// Their version, for example `7.2.4`; nil where none told it since the machine was started.
    public var version: String?

    /// The revision of the source they were made from; nil where they do not tell it.
    public var revision: Int?

    /// VirtualBox's name of the guest's operating system, as they see it, for example `Debian_64`; nil where they do not
    /// tell it.
    ///
    /// The machine's own, MachineInfo/osType, says what it was made for.
    public var osType: String?

    /// The name of the guest's operating system, for example `Linux`; nil where they do not tell it.
    public var product: String?

    /// The release of the guest's operating system, for example `6.1.0-18-amd64`; nil where they do not tell it.
    public var release: String?

    /// The version of the guest's operating system or of its build; nil where they do not tell it.
    public var kernel: String?

    /// Their parts, in VirtualBox's order; empty where they did not tell of any.
    public var facilities: [Facility]

    /// What some Guest Additions tell.
    public init(
        runLevel: RunLevel, version: String? = nil, revision: Int? = nil, osType: String? = nil,
        product: String? = nil, release: String? = nil, kernel: String? = nil, facilities: [Facility] = []
    ) {
        self.runLevel = runLevel
        self.version = version
        self.revision = revision
        self.osType = osType
        self.product = product
        self.release = release
        self.kernel = kernel
        self.facilities = facilities
    }

    /// Whether there are any that are up: at least their driver is.
    public var areUp: Bool { runLevel > .none }
}
