//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A way in which images are compressed.
enum Compression: String, Sendable, Hashable, CaseIterable {
    case gzip
    case xz
    case zstd

    /// What the first bytes say.
    static func of(_ head: [UInt8]) -> Compression? {
        if head.has([0x1F, 0x8B, 0x08]) { return .gzip }
        if head.has([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return .xz }
        if head.has([0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
        return nil
    }

    /// The program that unpacks it, from its standard input to its standard output.
    var program: String { rawValue }

    /// How the program is called; its memory is limited where it can be.
    var arguments: [String] {
        switch self {
        case .gzip: ["-dc"]
        case .xz: ["-dc", "--memlimit-decompress=1GiB"]
        case .zstd: ["-dcq", "--memory=1024MB"]
        }
    }

    /// Variables that would change what the program does.
    var variables: [String] {
        switch self {
        case .gzip: ["GZIP"]
        case .xz: ["XZ_OPT", "XZ_DEFAULTS"]
        case .zstd: []
        }
    }

    /// What has the program, for people who do not have it.
    var remedy: String {
        switch self {
        case .gzip: "install it (on Debian and Ubuntu: apt install gzip)"
        case .xz: "install it (on Debian and Ubuntu: apt install xz-utils; on macOS: brew install xz)"
        case .zstd: "install it (on Debian and Ubuntu: apt install zstd; on macOS: brew install zstd)"
        }
    }
}
