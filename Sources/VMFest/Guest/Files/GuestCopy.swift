//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Synchronization

/// Files and folders on their way between this computer and a guest, chunk by chunk.
struct GuestCopy: Sendable {
    let files: any GuestFiles
    private let progress = CopyProgress()

    init(_ files: any GuestFiles) {
        self.files = files
    }

    /// Copies a file or a folder into the guest.
    func copyIn(_ source: URL, to target: String) async throws {
        guard let item = try await LocalFiles.item(at: source) else {
            throw VMFestError(.noSuchFile, "there is no '\(source.path)' on this computer")
        }
        // As `cp` does: into a folder that is there, else under the name that is given.
        let place =
            try await files.item(at: target)?.kind == .folder
            ? Self.path(target, source.standardizedFileURL.lastPathComponent) : target
        try await copyIn(source, item, to: place)
    }

    private func copyIn(_ source: URL, _ item: GuestItem, to target: String) async throws {
        try Task.checkCancellation()
        switch item.kind {
        case .file:
            progress.expect(item, source.path)
            try await files.write(
                target, mode: item.mode ?? 0o644, LocalFiles.input(source) { progress.add($0) })
        case .folder:
            try await files.makeFolder(target, mode: item.mode ?? 0o755)
            for name in try await LocalFiles.names(in: source) {
                let child = source.appending(path: name)
                guard let item = try await LocalFiles.item(at: child) else { continue }
                try await copyIn(child, item, to: Self.path(target, name))
            }
        case .other:
            throw VMFestError(
                .noSuchFile, "'\(source.path)' is neither a file nor a folder, nor a link that leads to one")
        }
    }

    /// Copies a file or a folder out of the guest: all of it, or nothing.
    func copyOut(_ source: String, to target: URL) async throws {
        guard let item = try await files.item(at: source) else {
            throw VMFestError(.noSuchFile, "there is no '\(source)' in the guest")
        }
        var place = target
        if try await LocalFiles.item(at: target)?.kind == .folder {
            place = target.appending(path: try Self.checked(HostPath(Self.trimmed(source)).name))
            if try await LocalFiles.item(at: place)?.kind == .folder {
                throw VMFestError(.noSuchFile, "'\(place.path)' is there already, and is not overwritten")
            }
        }
        let draft = LocalDraft(of: place)
        try await draft.write { try await copyOut(source, item, to: draft.url, depth: 0) }
    }

    private func copyOut(_ source: String, _ item: GuestItem, to target: URL, depth: Int) async throws {
        try Task.checkCancellation()
        guard depth < 64 else { throw VMFestError(.noSuchFile, "'\(source)' is too deep; its links may go in circles") }
        switch item.kind {
        case .file:
            progress.expect(item, source)
            let file = try await LocalFiles.create(target)
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(
                    try await files.read(source) { data in
                        try await LocalFiles.blocking { try file.write(contentsOf: data) }
                        progress.add(data.count)
                    })
            } catch {
                outcome = .failure(error)
            }
            try? await LocalFiles.blocking { try file.close() }
            try outcome.get()
        case .folder:
            try await LocalFiles.makeFolder(target)
            for child in try await files.contents(of: source) where child.kind != .other {
                let name = try Self.checked(child.name)
                try await copyOut(
                    Self.path(source, name), child, to: target.appending(path: name), depth: depth + 1)
            }
        case .other:
            throw VMFestError(.noSuchFile, "'\(source)' is neither a file nor a folder")
        }
        try await LocalFiles.setMode(item.mode, of: target)
    }

    /// A name that a guest gave, if it names something in the folder where it is said to be, and nowhere else.
    static func checked(_ name: String) throws -> String {
        guard HostPath(name).isPlainName, !name.utf8.contains(0) else {
            throw VMFestError(.noSuchFile, "the guest lists a file with the name '\(name)', which is none")
        }
        return name
    }

    private static func path(_ folder: String, _ name: String) -> String { HostPath(trimmed(folder)).file(name).text }

    private static func trimmed(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? trimmed(String(path.dropLast())) : path
    }
}
