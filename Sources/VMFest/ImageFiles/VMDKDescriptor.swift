//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The text that describes a VMDK disk.
struct VMDKDescriptor: Sendable, Hashable {
    /// A part of the disk.
    struct Extent: Sendable, Hashable {
        var sectors: UInt64
        /// How it is written, for example `FLAT` or `SPARSE`.
        var type: String
        /// The file that holds it; nil where it is all zeros.
        var file: String?
    }

    /// The parts, in order.
    private(set) var extents: [Extent] = []

    /// Names and values, names in small letters.
    private(set) var values: [String: String] = [:]

    /// The longest text that is read, in bytes.
    static let longest = 1 << 20

    /// Whether bytes begin as such a text does.
    static func isOne(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes.prefix(64), as: UTF8.self).lowercased().hasPrefix("# disk descriptorfile")
    }

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes.prefix { $0 != 0 }.prefix(Self.longest), as: UTF8.self)
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            if let extent = Self.extent(line) {
                extents.append(extent)
            } else if let sign = line.firstIndex(of: "=") {
                let name = line[..<sign].lowercased().filter { !$0.isWhitespace }
                values[name] = line[line.index(after: sign)...].trimmed(where: { $0.isWhitespace || $0 == "\"" })
            }
        }
    }

    /// Refuses a disk that is not whole without its parent.
    func checkParent() throws {
        guard let parent = values["parentcid"], parent.lowercased() != "ffffffff" else { return }
        throw DiskHeader.isDifference(.vmdk)
    }

    /// Refuses one inside a sparse file whose content is not in that file.
    func checkEmbedded() throws {
        try checkParent()
        guard extents.count <= 1, extents.allSatisfy({ $0.type == "SPARSE" }) else {
            throw VMFestError(.badImage, "is a VMDK disk whose content is in other files, which is refused")
        }
    }

    /// Refuses also one whose content is anywhere but in files beside it: it would make VirtualBox read any file of the
    /// host into a disk.
    func check() throws {
        try checkParent()
        guard !extents.isEmpty else {
            throw VMFestError(.badImage, "is the description of a VMDK disk, and names no file with its content")
        }
        for name in extents.compactMap(\.file) where !HostPath(name).isPlainName {
            throw VMFestError(
                .badImage,
                "is the description of a VMDK disk whose content is in '\(name)': only files in the same folder are"
                    + " read, named without a folder")
        }
    }

    /// Reads `RW 2048 FLAT "disk-flat.vmdk" 0`.
    private static func extent(_ line: Substring) -> Extent? {
        let words = line.split(separator: " ", maxSplits: 3).map(String.init)
        guard words.count >= 3, ["RW", "RDONLY", "NOACCESS"].contains(words[0].uppercased()),
            let sectors = UInt64(words[1])
        else { return nil }
        let quoted = words.count > 3 ? words[3].split(separator: "\"", omittingEmptySubsequences: false) : []
        return Extent(
            sectors: sectors, type: words[2].uppercased(), file: quoted.count > 1 ? String(quoted[1]) : nil)
    }
}

extension StringProtocol {
    /// The text without such characters at both ends.
    func trimmed(where isDropped: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !isDropped($0) }), let last = lastIndex(where: { !isDropped($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}
