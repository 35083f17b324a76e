//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A disc's one folder, in one of its two forms.
struct DiscFolder: Sendable {
    let naming: DiscNaming
    let files: [DiscImage.File]

    /// Its size in bytes, a whole number of sectors.
    var size: Int {
        let nowhere = DiscLayout.Extent(sector: 0, size: 0)
        return bytes(itself: nowhere, files: files.map { _ in nowhere }).count
    }

    /// The folder, where it is at a place and its files at theirs.
    func bytes(itself: DiscLayout.Extent, files extents: [DiscLayout.Extent]) -> [UInt8] {
        var bytes = DiscBytes()
        bytes.append(Self.record([0], itself, isFolder: true, more: naming == .plain ? RockRidge.root : []))
        bytes.append(Self.record([1], itself, isFolder: true, more: naming == .plain ? RockRidge.folder : []))
        let entries = zip(naming.identifiers(of: files), zip(files, extents))
        for (identifier, (file, extent)) in entries.sorted(by: { $0.0.lexicographicallyPrecedes($1.0) }) {
            let more = naming == .plain ? RockRidge.file(file.name) : []
            let record = Self.record(identifier, extent, isFolder: false, more: more)
            // No record goes over the end of a sector.
            if bytes.bytes.count % DiscImage.sector + record.count > DiscImage.sector { bytes.fill() }
            bytes.append(record)
        }
        bytes.fill()
        return bytes.bytes
    }

    /// One line of a folder.
    static func record(
        _ identifier: [UInt8], _ extent: DiscLayout.Extent, isFolder: Bool, more: [UInt8] = []
    ) -> [UInt8] {
        var record = DiscBytes()
        record.append(0)
        record.both(extent.sector)
        record.both(extent.size)
        record.append([120, 1, 1, 0, 0, 0, 0])
        record.append([isFolder ? 2 : 0, 0, 0])
        record.both(UInt16(1))
        record.append(UInt8(identifier.count))
        record.append(identifier)
        // With the length that comes first, even.
        if record.bytes.count % 2 == 0 { record.append(0) }
        record.append(more)
        if record.bytes.count % 2 == 0 { record.append(0) }
        return [UInt8(record.bytes.count + 1)] + record.bytes
    }
}
