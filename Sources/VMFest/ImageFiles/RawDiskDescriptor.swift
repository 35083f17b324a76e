//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The small text file by which VirtualBox reads a raw file as a VMDK disk.
package enum RawDiskDescriptor {
    /// The text, padded with line feeds to whole sectors, so that it can also be written through `IMediumIO_write`.
    ///
    /// - Parameters:
    ///   - file: the raw file: its absolute path, or its name where it is in the descriptor's own folder.
    ///   - size: its size in bytes, a multiple of 512.
    ///
    /// - Throws: ``VMFestError`` with ``VMFestError/Code/invalidArgument`` for a size that is none of a disk, and for a
    ///   name with a quotation mark or a line feed, which can not be written.
    package static func bytes(for file: String, size: Int64) throws -> [UInt8] {
        guard size > 0, size % 512 == 0 else {
            throw VMFestError(.invalidArgument, "a disk can not have \(size) bytes: that is no whole number of sectors")
        }
        guard !file.isEmpty, !file.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\"" }) else {
            throw VMFestError(.invalidArgument, "the name '\(file)' can not be written into a VMDK descriptor")
        }
        let sectors = size / 512
        let cylinders = min(sectors / (16 * 63), 16_383)
        let text = """
            # Disk DescriptorFile
            version=1
            CID=fffffffe
            parentCID=ffffffff
            createType="monolithicFlat"

            # Extent description
            RW \(sectors) FLAT "\(file)" 0

            # The disk Data Base
            #DDB

            ddb.virtualHWVersion = "4"
            ddb.adapterType = "ide"
            ddb.geometry.cylinders = "\(cylinders)"
            ddb.geometry.heads = "16"
            ddb.geometry.sectors = "63"

            """
        let bytes = Array(text.utf8)
        return bytes + [UInt8](repeating: UInt8(ascii: "\n"), count: (512 - bytes.count % 512) % 512)
    }
}
