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

/// Who is at work on something on a host, so that others can find out whether that is still so.
///
/// The program holds a ``LockFile`` for as long as it is at work on it, and no longer: also a program that goes on running may
/// give something up without being able to say so on the host.
struct ClientMark: Sendable, Hashable, Codable {
    /// The name of the computer that it runs on.
    var computer: String

    /// The path of the file there.
    var file: String

    /// Whether it is still at work; nil where that can not be known from here.
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

/// The files that this program holds the locks on, one for each thing that it is at work on.
actor ClientMarks {
    static let shared = ClientMarks()

    private var files: [String: OpenFile] = [:]
    private var hasTidied = false

    /// Marks something, by its UUID, as what this program is at work on.
    func begin(_ id: String) async throws -> ClientMark {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(ClientMark.folder)\(getuid())").path
        try await ImagePlaces.make(folder)
        if !hasTidied {
            hasTidied = true
            await Self.remove(LockFile.abandoned(in: folder))
        }
        let file = try await LockFile.make(in: folder)
        await end(id)
        files[id] = file
        return ClientMark(computer: MachineOwner.computer, file: file.path)
    }

    /// Notes that this program is no longer at work on it; that it was not is success.
    func end(_ id: String) async {
        guard let file = files.removeValue(forKey: id) else { return }
        file.unlock()
        await Self.remove([file.path])
    }

    private static func remove(_ paths: [String]) async {
        for path in paths {
            try? await blocking { try FileManager.default.removeItem(atPath: path) }
        }
    }
}
