//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Which program does something on a host, so that others can find out whether it still runs.
///
/// The program holds a ``LockFile`` for as long as it runs.
struct ClientMark: Sendable, Hashable, Codable {
    /// The name of the computer that it runs on.
    var computer: String

    /// The path of its file there.
    var file: String

    /// The mark of this program.
    static func own() async throws -> ClientMark {
        ClientMark(computer: MachineOwner.computer, file: try await OwnFile.shared.path())
    }

    /// Whether the program still runs; nil where that can not be known from here.
    ///
    /// Anybody who may log on to the host can write such a mark, so no other file than one of these is opened.
    func isAlive() async -> Bool? {
        guard computer == MachineOwner.computer, isFileOfOurs else { return nil }
        return await LockFile.isHeld(file)
    }

    /// Whether the path is one of a file by which a program tells that it runs.
    var isFileOfOurs: Bool {
        let path = HostPath(file)
        return path.isAbsolute && path.folder.name.hasPrefix(Self.folder) && file.hasSuffix(LockFile.ending)
            && !file.split(separator: "/").contains("..") && !file.utf8.contains(0)
    }

    /// What the names of the folders of these files begin with; the user's number follows.
    fileprivate static let folder = "vmfest-clients-"
}

/// The file that this program holds the lock on.
private actor OwnFile {
    static let shared = OwnFile()

    private var making: Task<OpenFile, any Error>?

    /// Its path; the file is made when it is asked for the first time.
    func path() async throws -> String {
        if making == nil { making = Task { try await Self.make() } }
        do {
            return try await making?.value.path ?? ""
        } catch {
            making = nil
            throw error
        }
    }

    private static func make() async throws -> OpenFile {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(ClientMark.folder)\(getuid())").path
        try await ImagePlaces.make(folder)
        for path in await LockFile.abandoned(in: folder) {
            try? await blocking { try FileManager.default.removeItem(atPath: path) }
        }
        return try await LockFile.make(in: folder)
    }
}
