//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A small ISO 9660 disc with one folder of files, as a guest reads it from its DVD drive.
///
/// The names are there three times: in the letters that ISO 9660 allows, and as they are in Joliet and Rock Ridge, of
/// which every system in use reads one. The same files give the same bytes.
package struct DiscImage: Sendable, Hashable {
    /// One file.
    package struct File: Sendable, Hashable {
        /// 1 to 64 ASCII letters, digits, dots, hyphens and underscores.
        package var name: String

        /// What is in it.
        package var contents: [UInt8]

        package init(_ name: String, _ contents: some Sequence<UInt8>) {
            self.name = name
            self.contents = Array(contents)
        }

        package init(_ name: String, _ text: String) {
            self.init(name, text.utf8)
        }
    }

    /// The volume's name, by which guests find it; 1 to 16 ASCII letters, digits, hyphens and underscores.
    package let volume: String

    /// What is in the sectors before the volume, which belong to nobody; at most 32,768 bytes.
    ///
    /// A guest can read a line from here without mounting the disc.
    package let preface: [UInt8]

    /// The files, ordered by their names.
    package let files: [File]

    /// The size of a sector in bytes; the image is a whole number of them.
    static let sector = 2_048

    /// How many sectors are before the volume's descriptors.
    static let prefaceSectors = 16

    /// A disc with these files.
    ///
    /// - Throws: ``VMFestError`` with `invalidArgument` when a name is none, is there twice or is left alone by its
    ///   letters' case, or when the files are more than a disc of this kind holds (64 MiB).
    package init(volume: String, preface: String = "", files: [File]) throws {
        try Self.check(volume, extra: "-_", limit: 16)
        for file in files { try Self.check(file.name, extra: "-_.", limit: 64) }
        guard Set(files.map { $0.name.lowercased() }).count == files.count else {
            throw VMFestError(.invalidArgument, "two files of a disc have the same name")
        }
        guard preface.utf8.count <= Self.prefaceSectors * Self.sector,
            files.reduce(0, { $0 + $1.contents.count }) <= 64 << 20
        else { throw VMFestError(.invalidArgument, "the files are too large for a disc of this kind") }
        self.volume = volume
        self.preface = Array(preface.utf8)
        self.files = files.sorted { $0.name < $1.name }
    }

    private static func check(_ name: String, extra signs: String, limit: Int) throws {
        let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || signs.contains($0) }
        guard isName, (1...limit).contains(name.count), name.contains(where: { $0 != "." }) else {
            throw VMFestError(.invalidArgument, "'\(name)' can not be a name on a disc")
        }
    }

    /// The whole image.
    package var bytes: [UInt8] { DiscLayout(self).bytes }
}
