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
        /// QEMU's frame buffer, which only ARM guests have; needs VirtualBox 7.1.
        case qemuRamFB = "qemu-ramfb"
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

    /// Whether the host's graphics card draws for the guest.
    ///
    /// Nil leaves it as VirtualBox makes it.
    public var acceleration3D: Bool?

    /// How many monitors the guest sees: 1 to 64; nil means 1.
    public var monitors: Int?

    /// A card.
    public init(
        controller: Controller = .vmsvga, videoMemory: DataSize = .mebibytes(16), acceleration3D: Bool? = nil,
        monitors: Int? = nil
    ) {
        self.controller = controller
        self.videoMemory = videoMemory
        self.acceleration3D = acceleration3D
        self.monitors = monitors
    }
}

extension Graphics: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case controller, videoMemory, acceleration3D, monitors
    }

    /// Reads the keys; absent ones have their defaults.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        let standard = decoder.specDefaults.graphics
        controller = try container.decode(.controller, default: standard.controller)
        videoMemory = try container.decode(.videoMemory, default: standard.videoMemory)
        acceleration3D = try container.decodeIfPresent(Bool.self, forKey: .acceleration3D) ?? standard.acceleration3D
        monitors = try container.decodeIfPresent(Int.self, forKey: .monitors) ?? standard.monitors
    }
}
