//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What a guest with Guest Additions shares with a window of the machine on the host.
public struct Sharing: Sendable, Hashable, SpecPart {
    /// Which way something goes.
    public enum Direction: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// Neither way.
        case disabled
        /// From the host into the guest.
        case hostToGuest = "host-to-guest"
        /// From the guest to the host.
        case guestToHost = "guest-to-host"
        /// Both ways.
        case bidirectional
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case clipboard, clipboardFiles, dragAndDrop
    }

    /// Which way the clipboard goes.
    ///
    /// Can be changed while the machine runs.
    public var clipboard: Direction?

    /// Whether files go with it.
    ///
    /// Can be changed while the machine runs.
    public var clipboardFiles: Bool?

    /// Which way things can be dragged.
    ///
    /// Can be changed while the machine runs.
    public var dragAndDrop: Direction?

    /// Nil leaves a part as VirtualBox makes it for the guest's system.
    public init(
        clipboard: Direction? = nil,
        clipboardFiles: Bool? = nil,
        dragAndDrop: Direction? = nil
    ) {
        self.clipboard = clipboard
        self.clipboardFiles = clipboardFiles
        self.dragAndDrop = dragAndDrop
    }
}
