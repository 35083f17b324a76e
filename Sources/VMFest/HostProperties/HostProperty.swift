//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A setting, or a limit, of a host's VirtualBox as a whole; see ``Host/properties()``.
///
/// Its JSON has the keys `name`, `kind`, `writable`, `summary` and, where VirtualBox tells it, `value`.
public struct HostProperty: Sendable, Hashable, Codable {
    /// How its value is written.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Any text; an empty one stands for VirtualBox's own choice.
        case text
        /// A whole number from 0 on.
        case number
        /// A whole number of bytes.
        case bytes
        /// A whole number of MiB.
        case mebibytes
        /// A whole number from 0 to 100.
        case percent
        /// One of a few words.
        case choice
        /// Several words, joined by commas.
        case list
    }

    /// The name, for example `machine-folder`.
    public var name: String

    /// How its value is written.
    public var kind: Kind

    /// Whether it can be set.
    public var isWritable: Bool

    /// What it is, in a few words.
    public var summary: String

    /// The value; nil where this VirtualBox does not tell it.
    public var value: String?

    private enum CodingKeys: String, CodingKey {
        case name, kind, summary, value
        case isWritable = "writable"
    }
}
