//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The slot that a machine's own disk on its image goes into.
public struct BootDisk: Sendable, Hashable {
    /// The name of one of the spec's storage controllers.
    public var controller: String

    /// The slot, counted from 0; see ``StorageController/devices``.
    public var slot: Int

    /// A slot of a controller.
    public init(controller: String, slot: Int = 0) {
        self.controller = controller
        self.slot = slot
    }
}

extension BootDisk: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case controller, slot
    }

    /// Reads `controller` and `slot`; without a slot it is 0.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        controller = try container.decode(String.self, forKey: .controller)
        slot = try container.decode(.slot, default: 0)
    }
}
