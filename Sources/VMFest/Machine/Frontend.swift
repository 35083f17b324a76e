//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Who sees a machine's screen.
public enum Frontend: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nobody: the machine runs in the background.
    case headless
    /// A window on the VirtualBox host.
    case gui
}
