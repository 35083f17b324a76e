//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The files of a guest, as one of its users sees them, lent by ``Machine/withGuestFiles(_:via:within:_:)``.
///
/// Paths are the guest's own: `/etc/hosts`, `C:\Users`. What a user may do there, the guest decides. It is of use inside
/// of the work that it is lent to, and nowhere else.
///
/// Everything throws ``VMFestError``: `noSuchFile` for what is not there, or can not be used in this way, with the guest's
/// words; `nameTaken` where something is in the place of what is made; `invalidArgument` for a path that is none;
/// `notSupported` for what a guest that is no Unix can not be told to do; `guestNotReady`; `invalidState`; and the codes
/// about the host.
public struct GuestFileSystem: Sendable {
    let tree: any FileTree

    /// What is at a path; nil for nothing.
    ///
    /// Rests on `IGuestSession::fsObjQueryInfo`.
    ///
    /// - Parameters:
    ///   - path: where it is.
    ///   - followingLinks: whether to tell of what a symbolic link leads to: nothing, where it leads nowhere.
    public func info(_ path: String, followingLinks: Bool = false) async throws -> GuestFile? {
        try await doing("look at", path) {
            try await tree.file(at: path, followingLinks: followingLinks)
        }
    }

    /// Whether there is something at a path: also a symbolic link that leads nowhere.
    public func exists(_ path: String) async throws -> Bool { try await info(path) != nil }

    /// What a folder holds, by name, without `.` and `..`; links as links.
    ///
    /// Rests on `IGuestSession::directoryOpen` and `IDirectory::read`.
    public func list(_ folder: String) async throws -> [GuestFile] {
        try await doing("list", folder) {
            try await tree.files(in: folder).sorted { $0.name < $1.name }
        }
    }

    /// Makes a folder.
    ///
    /// Rests on `IGuestSession::directoryCreate`.
    ///
    /// - Parameters:
    ///   - path: where.
    ///   - withParents: whether to make the folders above it, too, where they are missing. That it is there itself is then
    ///     no failure.
    ///   - mode: its permission bits, of which the guest takes away what it is set to.
    public func makeFolder(_ path: String, withParents: Bool = false, mode: UInt16 = 0o755) async throws {
        try await doing("make the folder", path) {
            try Self.check(path, mode)
            do {
                try await tree.makeFolder(path, mode: mode, withParents: withParents)
                guard withParents, let found = try await tree.file(at: path, followingLinks: true) else { return }
                // Guest Additions take a file that is there for what was wanted.
                if found.kind != .folder { throw Self.taken(path, found) }
            } catch let error as VMFestError {
                guard let found = try await found(at: path, after: error) else { throw error }
                if withParents, try await tree.file(at: path, followingLinks: true)?.kind == .folder { return }
                throw Self.taken(path, found)
            }
        }
    }

    /// Makes an empty file of a new name, which nobody but the user can read; gives its path.
    ///
    /// Rests on `IGuestSession::fileOpen`.
    ///
    /// - Parameters:
    ///   - prefix: what its name begins with.
    ///   - folder: where; nil for the guest's folder for what is temporary.
    public func makeTemporaryFile(prefix: String = "vmfest-", in folder: String? = nil) async throws -> String {
        try await makeTemporary(prefix, folder) { try await tree.makeFile($0, mode: 0o600) }
    }

    /// Makes an empty folder of a new name, which nobody but the user can enter; gives its path.
    ///
    /// Rests on `IGuestSession::directoryCreate`.
    ///
    /// - Parameters:
    ///   - prefix: what its name begins with.
    ///   - folder: where; nil for the guest's folder for what is temporary.
    public func makeTemporaryFolder(prefix: String = "vmfest-", in folder: String? = nil) async throws -> String {
        try await makeTemporary(prefix, folder) { try await tree.makeFolder($0, mode: 0o700, withParents: false) }
    }

    /// Removes a file, a symbolic link, or a folder.
    ///
    /// What a link leads to stays. Rests on `IGuestSession::fsObjRemove` and `IGuestSession::directoryRemove`; with its
    /// contents a folder is removed by the shell of a guest that is a Unix, else by `IGuestSession::directoryRemoveRecursive`,
    /// which stops at links.
    ///
    /// - Parameters:
    ///   - path: what.
    ///   - withContents: whether a folder is removed with all that is in it; else it must be empty.
    public func remove(_ path: String, withContents: Bool = false) async throws {
        try await doing("remove", path) {
            // A link is meant itself, which it is not with a separator behind it.
            let path = Self.trimmed(path)
            let found = try await required(path)
            guard found.kind == .folder else { return try await tree.removeFile(path) }
            guard !Self.isRoot(path) else {
                throw VMFestError(.invalidArgument, "it is where all of the guest's files are, or leads up with '..'")
            }
            do {
                try await tree.removeFolder(path, withContents: withContents)
            } catch var error as VMFestError {
                guard !withContents, let inside = try? await tree.files(in: path), !inside.isEmpty else { throw error }
                error.code = .noSuchFile
                error.message = "'\(path)' in the guest is a folder that is not empty"
                throw error
            }
        }
    }

    /// Gives a file, a folder or a link another path, and tells it.
    ///
    /// As `mv` does: into a folder that is there already, under its own name. Rests on `IGuestSession::fsObjRename`, and in
    /// Unix guests from one file system to another on the program `mv`.
    ///
    /// - Parameters:
    ///   - path: what.
    ///   - target: where to.
    ///   - replacing: whether a file that is there loses its place; a folder never does.
    /// - Returns: where it is now.
    @discardableResult
    public func move(_ path: String, to target: String, replacing: Bool = false) async throws -> String {
        try await doing("move", path) {
            _ = try await required(path)
            try Self.check(target)
            var place = target
            if try await tree.file(at: target, followingLinks: true)?.kind == .folder {
                place = Self.path(target, HostPath(Self.trimmed(path)).name)
            }
            if let found = try await tree.file(at: place, followingLinks: false), !replacing || found.kind == .folder {
                throw Self.taken(place, found)
            }
            try await tree.rename(path, to: place, replacing: replacing)
            return place
        }
    }

    /// Makes a symbolic link.
    ///
    /// VirtualBox implements none of its calls for links, so in guests that are a Unix their shell does it.
    ///
    /// - Parameters:
    ///   - path: the link.
    ///   - target: where it leads; it need not be there, and is seen from the link's folder.
    public func makeLink(_ path: String, to target: String) async throws {
        try await doing("make the link", path) {
            try Self.check(target)
            do {
                try await tree.makeLink(path, to: target)
            } catch let error as VMFestError {
                guard let found = try await found(at: path, after: error) else { throw error }
                throw Self.taken(path, found)
            }
        }
    }

    /// Where a symbolic link leads, as it is written in it.
    ///
    /// In guests that are a Unix their shell reads it.
    public func target(ofLink path: String) async throws -> String {
        try await doing("read the link", path) {
            let found = try await required(path)
            guard found.kind == .link else {
                throw VMFestError(.noSuchFile, "'\(path)' in the guest is no symbolic link")
            }
            return try await tree.target(ofLink: path)
        }
    }

    /// Sets the permission bits of a file or folder, or of what a link leads to.
    ///
    /// VirtualBox does not implement its call for that, so in guests that are a Unix their shell does it.
    ///
    /// - Parameters:
    ///   - mode: the bits, as `chmod` takes them: 0 to 0o7777.
    ///   - path: of what.
    ///   - withContents: whether all that is in a folder gets them, too; what links in it lead to does not.
    public func setMode(_ mode: UInt16, of path: String, withContents: Bool = false) async throws {
        try await doing("set the permissions of", path) {
            try Self.check(path, mode)
            _ = try await required(path)
            try await tree.setMode(mode, of: path, withContents: withContents)
        }
    }
}
