//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A slot of a storage controller of a machine.
///
/// Slots count from 0, as in ``StorageController/devices``.
public struct StorageSlot: Sendable, Hashable {
    /// The controller's name.
    public var controller: String

    /// The number of the slot.
    public var slot: Int

    /// A slot.
    public init(_ controller: String, _ slot: Int) {
        self.controller = controller
        self.slot = slot
    }

    /// Reads the form of ``description``; nil for anything else.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
            let slot = Int(text[text.index(after: colon)...]), slot >= 0
        else { return nil }
        self.init(String(text[..<colon]), slot)
    }
}

extension StorageSlot: CustomStringConvertible {
    /// The controller and the number, for example `SATA:1`.
    public var description: String { "\(controller):\(slot)" }
}

extension StorageSlot: Encodable {
    /// Writes a text in the form of ``description``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
