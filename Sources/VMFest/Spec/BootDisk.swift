//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The slot that a machine's own disk on its image goes into.
public struct BootDisk: Sendable, Hashable {
    /// The name of one of the spec's storage controllers.
    public var controller: String

    /// The slot, counted from 0; see ``StorageController/devices``.
    public var slot: Int

    /// The size of the disk as the guest sees it, rounded up to whole sectors of 512 bytes; nil for as large as the
    /// image's.
    ///
    /// Not less than the image's. What is more is empty; the guest's own file systems grow only if it makes them.
    public var size: DataSize?

    /// A slot of a controller.
    public init(controller: String, slot: Int = 0, size: DataSize? = nil) {
        self.controller = controller
        self.slot = slot
        self.size = size
    }
}

extension BootDisk: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case controller, slot, size
    }

    /// Reads `controller` and, where given, `slot` and `size`; without a slot it is 0.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        controller = try container.decode(String.self, forKey: .controller)
        slot = try container.decode(.slot, default: 0)
        size = try container.decodeIfPresent(DataSize.self, forKey: .size) ?? decoder.specDefaults.bootDisk.size
    }
}
