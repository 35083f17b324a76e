//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Something on a host that VMFest made and that nobody needs any more.
///
/// Its JSON has the keys `kind`, `name` and `reason`.
public struct Leftover: Sendable, Hashable, CustomStringConvertible {
    /// What kind of thing it is.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A machine: one that was left half-made, or whose lifetime is over, or of which a warm image consists that no
        /// machine can start from any more.
        case machine
        /// A folder of a machine that is no longer there, with what is in it.
        case folder
        /// A file of an image that was left half-made.
        case image
        /// A port of the host that is reserved for a machine that is no longer there.
        case port
        /// The file of a data disk that was left half-made; or VirtualBox's entry of a disk file that VMFest opened and no
        /// machine uses, where the file is not touched.
        case disk
        /// The note of something that was begun and of which nothing is left.
        case note
    }

    /// What kind of thing it is.
    public var kind: Kind

    /// Its name, path or number.
    public var name: String

    /// Why nobody needs it.
    public var reason: String

    let target: Target

    /// By what it is found again.
    enum Target: Sendable, Hashable {
        /// A machine's UUID.
        case machine(String)
        /// A warm template's UUID.
        case template(String)
        case folder(HostPath)
        case imageFile(HostPath)
        case diskFile(HostPath)
        case port(PortClaims.Claim)
        /// A medium's UUID.
        case medium(String)
        /// A note's UUID.
        case note(String)
    }

    /// All three, in words.
    public var description: String { "\(kind.rawValue) \(name): \(reason)" }
}

extension Leftover: Encodable {
    private enum CodingKeys: String, CodingKey {
        case kind, name, reason
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(name, forKey: .name)
        try container.encode(reason, forKey: .reason)
    }
}
