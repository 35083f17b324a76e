//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Which of a host's disks are meant.
public enum DiskSelection: Sendable, Hashable {
    /// Data disks: those that ``Host/createDisk(_:_:_:)`` and its like made.
    case managed
    /// All that VirtualBox knows: machines' disks, images and differencing disks included.
    case all
}
