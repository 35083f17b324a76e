//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A guest's file system, however it is reached: what GuestFileSystem rests on.
///
/// What fails here says what the guest says; what that is to users is found out afterwards.
protocol FileTree: GuestFiles {
    /// What is at a path; nil for nothing.
    func file(at path: String, followingLinks: Bool) async throws -> GuestFile?

    /// What a folder holds, in no particular order, links as links.
    func files(in folder: String) async throws -> [GuestFile]

    /// Makes a folder that is not there yet, or with parents any that are missing.
    func makeFolder(_ path: String, mode: UInt16, withParents: Bool) async throws

    /// Makes an empty file that is not there yet.
    func makeFile(_ path: String, mode: UInt16) async throws

    /// Removes what is no folder, links themselves.
    func removeFile(_ path: String) async throws

    /// Removes a folder that is empty, or one with all that is in it.
    func removeFolder(_ path: String, withContents: Bool) async throws

    /// Gives something another path, or takes the place of a file that is there.
    func rename(_ path: String, to target: String, replacing: Bool) async throws

    /// Makes a symbolic link that is not there yet.
    func makeLink(_ path: String, to target: String) async throws

    /// Where a symbolic link leads, as it is written in it.
    func target(ofLink path: String) async throws -> String

    /// Sets permissions, of a folder also those of all that is in it.
    func setMode(_ mode: UInt16, of path: String, withContents: Bool) async throws

    /// The guest's folder for what is temporary.
    func temporaryFolder() async throws -> String
}
