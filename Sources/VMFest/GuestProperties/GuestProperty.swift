//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// A text by which a guest and its host tell each other something.
///
/// Its JSON has the keys `name`, `value`, `set` and `flags`.
public struct GuestProperty: Sendable, Hashable, Codable {
    /// The name, for example `/VirtualBox/GuestInfo/OS/Product`.
    public var name: String

    /// The value; never empty.
    public var value: String

    /// When it was set, by the host's clock.
    public var set: Date

    /// What holds for it.
    public var flags: Set<Flag>

    /// What holds for a guest property.
    public enum Flag: String, Sendable, Hashable, Codable, CaseIterable {
        /// It is gone when the machine is switched off.
        case transient
        /// It is gone when the machine is switched off or reset.
        case transientOnReset = "transient-on-reset"
        /// The guest can not change it.
        case readOnlyForGuest = "read-only-for-guest"
        /// The host can not change it.
        case readOnlyForHost = "read-only-for-host"
    }
}

extension GuestProperty.Flag {
    /// VirtualBox's words for it.
    var word: String {
        switch self {
        case .transient: "TRANSIENT"
        case .transientOnReset: "TRANSRESET"
        case .readOnlyForGuest: "RDONLYGUEST"
        case .readOnlyForHost: "RDONLYHOST"
        }
    }

    /// The flags in VirtualBox's words: `TRANSIENT, RDONLYGUEST`; words that are not known are passed over.
    static func flags(_ text: String) -> Set<Self> {
        let words = Set(text.split { $0 == "," || $0 == " " }.map(String.init))
        let both: Set<Self> = words.contains("READONLY") ? [.readOnlyForGuest, .readOnlyForHost] : []
        return both.union(allCases.filter { words.contains($0.word) })
    }

    /// VirtualBox's words for some flags.
    static func text(_ flags: Set<Self>) -> String { flags.map(\.word).sorted().joined(separator: ",") }
}
