//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension GuestFileSystem {
    /// Does something with a path that may be one, so that what fails is told in this layer's words.
    func doing<Value>(_ action: String, _ path: String, _ work: () async throws -> Value) async throws -> Value {
        try await VMFestError.during("\(action) '\(path)'") {
            try Self.check(path)
            return try await work()
        }
    }

    /// What is at a path, which has to be there.
    func required(_ path: String) async throws -> GuestFile {
        guard let found = try await tree.file(at: path, followingLinks: false) else {
            throw VMFestError(.noSuchFile, "there is no '\(path)' in the guest")
        }
        return found
    }

    /// What is in the place where something could not be made; nil for nothing, and when the guest could not be asked.
    func found(at path: String, after error: VMFestError) async throws -> GuestFile? {
        guard error.code == .noSuchFile else { return nil }
        return try await tree.file(at: path, followingLinks: false)
    }

    /// Makes something of a name that nobody knows before it is there.
    func makeTemporary(
        _ prefix: String, _ folder: String?, _ make: (String) async throws -> Void
    ) async throws -> String {
        try await VMFestError.during("make something temporary") {
            guard prefix.isEmpty || HostPath(prefix).isPlainName, !prefix.utf8.contains(0) else {
                throw VMFestError(.invalidArgument, "'\(prefix)' is nothing that a file's name begins with")
            }
            if let folder { try Self.check(folder) }
            let mark = String(UInt64.random(in: .min ... .max), radix: 36)
            let parent: String
            if let folder { parent = folder } else { parent = try await tree.temporaryFolder() }
            let path = Self.path(parent, prefix + mark)
            try await make(path)
            return path
        }
    }

    static func taken(_ path: String, _ found: GuestFile) -> VMFestError {
        VMFestError(.nameTaken, "'\(path)' is there already in the guest: a \(found.kind.rawValue)")
    }

    static func check(_ path: String, _ mode: UInt16 = 0) throws {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw VMFestError(.invalidArgument, "a path in a guest is neither empty nor has a NUL character")
        }
        guard mode <= 0o7777 else {
            throw VMFestError(.invalidArgument, "\(mode) are no permissions: 0 to 7777, in octal digits")
        }
    }

    /// Whether a path is one where everything begins: `/`, `C:\`; or may be, as it leads up with `..`.
    static func isRoot(_ path: String) -> Bool {
        let parts = path.split { $0 == "/" || $0 == "\\" }.filter { $0 != "." }
        return parts.isEmpty || parts.contains("..") || parts.count == 1 && parts[0].hasSuffix(":")
    }

    /// Without separators at its end.
    static func trimmed(_ path: String) -> String {
        path.count > 1 && (path.hasSuffix("/") || path.hasSuffix("\\")) ? trimmed(String(path.dropLast())) : path
    }

    /// Something in a folder.
    static func path(_ folder: String, _ name: String) -> String {
        let folder = trimmed(folder)
        return folder.hasSuffix("/") || folder.hasSuffix("\\") ? folder + name : HostPath(folder).file(name).text
    }
}
