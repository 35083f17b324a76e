//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The files that were taken out of an archive.
struct UnpackedFolder: Sendable {
    /// The absolute path of the folder, which is private and was empty.
    let path: String

    /// The files by their names in the archive.
    private(set) var files: [String: String] = [:]

    private var taken: Set<String> = []

    /// The most files in an archive.
    private static let most = 1000

    /// Makes the folder.
    init(_ path: String) async throws {
        self.path = path
        try await ImagePlaces.make(path)
    }

    /// Makes room for a file and gives its path.
    mutating func add(_ name: MemberName) async throws -> String {
        guard files.count < Self.most else {
            throw VMFestError(.badImage, "is an archive with more than \(Self.most) files")
        }
        guard taken.insert(name.key).inserted else {
            throw VMFestError(.badImage, "is an archive with two files of the name '\(name.text)'")
        }
        var folder = path
        for part in name.parts.dropLast() {
            folder += "/" + part
            try await ImagePlaces.make(folder)
        }
        let file = path + "/" + name.text
        files[name.text] = file
        return file
    }

    /// The path of a file in it, by its name in the archive.
    func file(_ name: String) -> String? { files[name] }
}
