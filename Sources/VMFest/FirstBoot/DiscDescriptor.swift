//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The sector that describes the volume, in one of its two forms.
struct DiscDescriptor: Sendable {
    let layout: DiscLayout
    let naming: DiscNaming

    func write(to bytes: inout DiscBytes) {
        Self.begin(naming == .plain ? 1 : 2, to: &bytes)
        bytes.append(0)
        text("", 32, to: &bytes)
        text(layout.disc.volume, 32, to: &bytes)
        bytes.zeros(8)
        bytes.both(layout.end)
        // Joliet's mark: two-byte letters of its third level.
        bytes.append(naming == .plain ? [] : Array("%/E".utf8))
        bytes.zeros(naming == .plain ? 32 : 29)
        bytes.both(UInt16(1))
        bytes.both(UInt16(1))
        bytes.both(UInt16(DiscImage.sector))
        writeTables(to: &bytes)
        for count in [128, 128, 128] { text("", count, to: &bytes) }
        text("VMFEST", 128, to: &bytes)
        for count in [37, 37, 37] { text("", count, to: &bytes) }
        for _ in 0..<2 { bytes.append(Array("\(Self.date)00".utf8) + [0]) }
        for _ in 0..<2 { bytes.append(Array(repeating: 0x30, count: 16) + [0]) }
        bytes.append([1, 0])
        bytes.fill()
    }

    private func writeTables(to bytes: inout DiscBytes) {
        let folder = layout.extent(of: naming)
        let table = layout.pathTable[naming] ?? 0
        bytes.both(DiscLayout.pathTableSize)
        bytes.little(table)
        bytes.little(UInt32(0))
        bytes.big(table + 1)
        bytes.big(UInt32(0))
        bytes.append(DiscFolder.record([0], folder, isFolder: true))
    }

    private func text(_ text: String, _ count: Int, to bytes: inout DiscBytes) {
        switch naming {
        case .plain: bytes.text(text, count)
        case .wide: bytes.wideText(text, count)
        }
    }

    /// The sector that ends the row of descriptors.
    static func writeEnd(to bytes: inout DiscBytes) {
        begin(255, to: &bytes)
        bytes.fill()
    }

    private static func begin(_ kind: UInt8, to bytes: inout DiscBytes) {
        bytes.append([kind] + Array("CD001".utf8) + [1])
    }

    /// The moment that all discs say they are of, so that the same files give the same bytes.
    private static let date = "20200101000000"
}
