//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Where everything is on a disc, and the disc written so.
///
/// In this order: the preface, three descriptors, four path tables, the folder in both forms, the files.
struct DiscLayout: Sendable {
    /// A part of the disc by its first sector and its size in bytes.
    struct Extent: Sendable, Hashable {
        var sector: UInt32
        var size: UInt32

        /// The sector after it.
        var next: UInt32 { sector + (size + UInt32(DiscImage.sector) - 1) / UInt32(DiscImage.sector) }
    }

    let disc: DiscImage

    /// The path tables with the least significant byte first; each is followed by the one that is the other way round.
    let pathTable: [DiscNaming: UInt32]
    let folder: [DiscNaming: Extent]
    let files: [Extent]
    let end: UInt32

    init(_ disc: DiscImage) {
        self.disc = disc
        var next = UInt32(DiscImage.prefaceSectors + 3)
        pathTable = [.plain: next, .wide: next + 2]
        next += 4
        var folder: [DiscNaming: Extent] = [:]
        for naming in [DiscNaming.plain, .wide] {
            let size = DiscFolder(naming: naming, files: disc.files).size
            let extent = Extent(sector: next, size: UInt32(size))
            folder[naming] = extent
            next = extent.next
        }
        var files: [Extent] = []
        for file in disc.files {
            let extent = Extent(sector: next, size: UInt32(file.contents.count))
            files.append(extent)
            next = extent.next
        }
        self.folder = folder
        self.files = files
        // Some systems read a file's last sector only where the disc goes on after it.
        end = next + 1
    }

    /// The disc.
    var bytes: [UInt8] {
        var bytes = DiscBytes()
        bytes.append(disc.preface)
        bytes.fill(to: DiscImage.prefaceSectors * DiscImage.sector)
        for naming in [DiscNaming.plain, .wide] { DiscDescriptor(layout: self, naming: naming).write(to: &bytes) }
        DiscDescriptor.writeEnd(to: &bytes)
        for naming in [DiscNaming.plain, .wide] { writePathTables(naming, to: &bytes) }
        for naming in [DiscNaming.plain, .wide] {
            let folder = DiscFolder(naming: naming, files: disc.files)
            bytes.append(folder.bytes(itself: extent(of: naming), files: files))
            bytes.fill()
        }
        for file in disc.files {
            bytes.append(file.contents)
            bytes.fill()
        }
        bytes.fill(to: Int(end) * DiscImage.sector)
        return bytes.bytes
    }

    /// Where the folder is.
    func extent(of naming: DiscNaming) -> Extent { folder[naming] ?? Extent(sector: 0, size: 0) }

    /// The size of a path table that has the one folder.
    static let pathTableSize: UInt32 = 10

    private func writePathTables(_ naming: DiscNaming, to bytes: inout DiscBytes) {
        let folder = extent(of: naming).sector
        bytes.append([1, 0])
        bytes.little(folder)
        bytes.little(UInt16(1))
        bytes.fill(to: bytes.bytes.count + 2)
        bytes.fill()
        bytes.append([1, 0])
        bytes.big(folder)
        bytes.big(UInt16(1))
        bytes.fill(to: bytes.bytes.count + 2)
        bytes.fill()
    }
}
