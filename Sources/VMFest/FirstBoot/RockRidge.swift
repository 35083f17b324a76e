//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What POSIX systems want to know of a file beside what ISO 9660 says: entries of SUSP and Rock Ridge.
enum RockRidge {
    /// For the folder itself: that these entries are used, which they are, and the folder's mode.
    static let root = use + mode(0o40_555, links: 2) + extensions

    /// For the folder above, which is the same one.
    static let folder = mode(0o40_555, links: 2)

    /// For a file: its mode and its name.
    static func file(_ name: String) -> [UInt8] {
        mode(0o100_444, links: 1) + entry("NM", [0] + Array(name.utf8))
    }

    private static let use = entry("SP", [0xbe, 0xef, 0])

    private static let extensions: [UInt8] = {
        let name = Array("RRIP_1991A".utf8)
        return entry("ER", [UInt8(name.count), 0, 0, 1] + name)
    }()

    /// Everything is root's; all may read it.
    private static func mode(_ mode: UInt32, links: UInt32) -> [UInt8] {
        var bytes = DiscBytes()
        for number in [mode, links, 0, 0] { bytes.both(number) }
        return entry("PX", bytes.bytes)
    }

    private static func entry(_ name: String, _ contents: [UInt8]) -> [UInt8] {
        Array(name.utf8) + [UInt8(contents.count + 4), 1] + contents
    }
}
