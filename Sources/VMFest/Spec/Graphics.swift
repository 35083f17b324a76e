//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A machine's graphics card.
public struct Graphics: Sendable, Hashable {
    /// The model of a graphics card.
    public enum Controller: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// VMware's SVGA II; what VirtualBox takes for Linux guests.
        case vmsvga
        /// VirtualBox's own SVGA; what it takes for Windows guests.
        case vboxsvga
        /// VirtualBox's older card.
        case vboxvga
        /// No card at all: the guest has a serial console or none.
        case none
    }

    /// The model.
    ///
    /// Default: ``Controller-swift.enum/vmsvga``.
    public var controller: Controller

    /// The card's memory, in whole mebibytes.
    ///
    /// 0 to what the host allows. Default: 16 MiB.
    public var videoMemory: DataSize

    /// A card.
    public init(controller: Controller = .vmsvga, videoMemory: DataSize = .mebibytes(16)) {
        self.controller = controller
        self.videoMemory = videoMemory
    }
}

extension Graphics: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case controller, videoMemory
    }

    /// Reads `controller` and `videoMemory`; absent ones have their defaults.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        let standard = decoder.specDefaults.graphics
        controller = try container.decode(.controller, default: standard.controller)
        videoMemory = try container.decode(.videoMemory, default: standard.videoMemory)
    }
}
