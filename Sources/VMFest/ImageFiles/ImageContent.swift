//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What a file is, judged by its bytes and not by its name.
enum ImageContent: Sendable, Hashable {
    /// Compressed; what is in it is not known yet.
    case compressed(Compression)
    /// A tar archive: an OVA, a Vagrant box, or a disk in an archive.
    case archive
    /// A disk.
    case disk(DiskHeader)
    /// A disc: ISO 9660.
    case disc
    /// An HTML page.
    case webPage
    /// Other text.
    case text
    /// No bytes at all.
    case nothing
    /// Nothing that is known.
    case unknown

    /// Looks at a file.
    ///
    /// - Parameters:
    ///   - file: its bytes.
    ///   - name: its name: a disk without any header or boot sector is taken for one only where it is named so.
    ///
    /// - Throws: ``VMFestError`` for a disk that VirtualBox can not use.
    static func recognise(_ file: some RandomAccess, name: String = "") throws -> ImageContent {
        let head = try file.bytes(at: 0, count: 512)
        if head.isEmpty { return .nothing }
        if let compression = Compression.of(head) { return .compressed(compression) }
        if let header = try DiskHeader.read(file) { return .disk(header) }
        if TarHeader.isOne(head) { return .archive }
        if try file.bytes(at: 32_768, count: 6).has("CD001", at: 1) { return .disc }
        if let text = readableText(head) { return isWebPage(text) ? .webPage : .text }
        let isNamedRaw = ["raw", "img", "dd"].contains(name.lowercased().split(separator: ".").last ?? "")
        guard try isNamedRaw || RawSignature.isThere(file) else { return .unknown }
        guard file.size % 512 == 0 else {
            throw VMFestError(
                .badImage, "looks like a raw disk, but \(file.size) bytes are no whole number of sectors: it is cut off"
            )
        }
        return .disk(DiskHeader(format: .raw, capacity: file.size))
    }

    /// The bytes as text, if they are nothing else.
    private static func readableText(_ bytes: [UInt8]) -> String? {
        let isText = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
        guard isText else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        // A character at the end may be cut.
        return text.dropLast(1).unicodeScalars.contains("\u{FFFD}") ? nil : text
    }

    private static func isWebPage(_ text: String) -> Bool {
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
        return ["<!doctype html", "<html", "<head", "<body"].contains(where: start.hasPrefix)
    }
}
