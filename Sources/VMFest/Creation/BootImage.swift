//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// What a machine's own disk is based on, once the catalogue was asked.
struct BootImage: Sendable {
    /// The path of the disk file on the host.
    let path: String

    /// The catalogue's record; nil for a file.
    let info: ImageInfo?

    /// How large a machine's disk becomes, in bytes: what the spec says, else what size and image want at least, and
    /// whole sectors; nil for as large as the image's.
    func diskSize(_ spec: MachineSpec, _ size: Size?, capacity: Int64) throws -> Int64? {
        if let wanted = spec.bootDisk.size, let problem = BootDisk.problem(wanted, image: path, capacity: capacity) {
            throw VMFestError(.invalidSpec, "a problem with the spec:", problems: [problem])
        }
        let least = max(size?.disk?.bytes ?? 0, info?.minimumDisk ?? 0)
        let bytes = spec.bootDisk.size?.bytes ?? least
        guard bytes <= BootDisk.largest.bytes else {
            throw VMFestError(
                .invalidSpec, "no disk can have \(DataSize(bytes: bytes)); \(BootDisk.largest) are the most")
        }
        let rounded = (bytes + 511) / 512 * 512
        return rounded > capacity ? rounded : nil
    }
}

extension BootDisk {
    /// The largest disk that VirtualBox makes.
    static let largest = DataSize(bytes: (2 << 40) - (1 << 20))

    /// What is wrong with a size of a disk on an image; nil where nothing is.
    static func problem(_ size: DataSize, image: String, capacity: Int64) -> SpecProblem? {
        guard size.bytes < capacity else { return nil }
        return SpecProblem(
            "bootDisk.size",
            "\(size) is less than the \(DataSize(bytes: capacity)) of the image '\(image)'; a disk can be made larger"
                + " than its image, not smaller")
    }
}

extension MediumLibrary {
    /// The size of the disk in a file as a guest sees it, in bytes.
    ///
    /// - Throws: ``VMFestError`` with `noSuchImage`.
    func capacity(of path: String, _ undo: inout Undo) async throws -> Int64 {
        try await openingAnew {
            try await withTurn {
                let (medium, id) = try await open(path, .hardDisk, .readOnly)
                undo.add("the entry of \(path)") { scope in try await MediumLibrary(scope).forgetIfUnused(id) }
                return try await medium.getLogicalSize()
            }
        }
    }
}
