//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Moves a disk's file on the host.
struct DiskMove: Sendable {
    let editing: DiskEditing

    func run(to text: String) async throws {
        let path = try await target(text)
        guard try await HostPath(editing.medium.getLocation()) != path else { return }
        let files = try await HostFolder(scope: editing.scope, path: path.folder).files()
        guard let files else { throw VMFestError(.invalidArgument, "the host has no folder '\(path.folder.text)'") }
        guard !files.contains(path.name) else { throw VMFestError(.nameTaken, "'\(path.text)' is there already") }
        try await editing.usage.refuseImage(editing.disk.key)
        try await editing.refuseOpen()
        try await move(to: path)
    }

    /// Moves it, and notes where it is.
    func move(to path: HostPath) async throws {
        let outcome: Result<Void, any Error>
        do {
            let progress = try await editing.medium.moveTo(location: path.text)
            outcome = .success(try await editing.finish(progress, of: "IMedium_moveTo", "move"))
        } catch {
            outcome = .failure(await editing.scope.describe(error))
        }
        // Also when it was cut off: it may have been too late for that.
        if let record = editing.record {
            try await uncancelled {
                var moved = record
                moved.path = try await editing.medium.getLocation()
                try await DiskCatalogue(editing.scope).write(moved, editing.disk.key)
            }
        }
        try outcome.get()
    }

    private func target(_ text: String) async throws -> HostPath {
        var text = text
        while text.count > 1, text.last == "/" || text.last == "\\" { text.removeLast() }
        guard HostPath(text).isAbsolute else {
            throw VMFestError(.invalidArgument, "'\(text)' is no absolute path of the host")
        }
        let old = HostPath(try await editing.medium.getLocation())
        if try await HostFolder(scope: editing.scope, path: HostPath(text)).files() != nil {
            return HostPath(text).file(old.name)
        }
        let path = HostPath(text)
        let ending = old.name.dropFirst(old.stem.count).lowercased()
        guard path.name.dropFirst(path.stem.count).lowercased() == ending else {
            throw VMFestError(
                .invalidArgument,
                "'\(path.text)' is no folder of the host; a file for this disk has a name that ends in '\(ending)'")
        }
        return path
    }
}
