//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension UnpackedFolder {
    /// The disk in an archive, and what the archive says of it.
    struct Disk: Sendable {
        var path: String
        var hints: ImageHints
    }

    /// Finds the one disk: by an OVF descriptor where there is one, else by looking at all files.
    ///
    /// - Throws: ``VMFestError`` where there is none or more than one, and where a digest in the archive is not right.
    func disk() async throws -> Disk {
        try await verify()
        var found = if let disk = try await ovfDisk() { disk } else { try await onlyDisk() }
        if let path = file("metadata.json") {
            let box = try VagrantBox(try await content(path, limit: VagrantBox.longest))
            found.hints.user = "vagrant"
            found.hints.architecture = box.architecture ?? found.hints.architecture
        }
        return found
    }

    /// Checks what a manifest lists.
    private func verify() async throws {
        for (name, path) in files where name.lowercased().hasSuffix(".mf") {
            try await OVFManifest(try await content(path, limit: 1 << 20)).verify(self)
        }
    }

    private func ovfDisk() async throws -> Disk? {
        let descriptors = files.filter { $0.key.lowercased().hasSuffix(".ovf") }
        guard let (name, path) = descriptors.first else { return nil }
        guard descriptors.count == 1 else {
            throw VMFestError(.badImage, "is an archive with \(descriptors.count) OVF descriptors: an image has one")
        }
        let description = try OVFDescription(try await content(path, limit: OVFDescription.longest))
        let folder = HostPath(name).folder.text
        guard let disk = file((folder.isEmpty ? "" : folder + "/") + description.diskFile) else {
            let shown = MemberName.printable(Array(description.diskFile.utf8))
            throw VMFestError(.badImage, "is not whole: its disk '\(shown)' is not in the archive")
        }
        return Disk(path: disk, hints: description.hints)
    }

    /// The one file that is a disk, where no other disk is made up of it.
    private func onlyDisk() async throws -> Disk {
        var disks: [String: DiskHeader] = [:]
        for (name, path) in files {
            let file = try await OpenFile.reading(path)
            let content = try await blocking { try ImageContent.recognise(file, name: name) }
            if case .disk(let header) = content { disks[name] = header }
        }
        let extents = disks.flatMap { name, header in
            let folder = HostPath(name).folder.text
            return header.extents.map { (folder.isEmpty ? "" : folder + "/") + $0 }
        }
        for name in extents where disks.count > 1 { disks[name] = nil }
        guard let name = disks.keys.first, let path = file(name) else {
            throw VMFestError(.badImage, "is an archive without a disk that is understood")
        }
        guard disks.count == 1 else {
            let names = disks.keys.sorted().prefix(5).map { "'\($0)'" }.joined(separator: ", ")
            throw VMFestError(.badImage, "is an archive with \(disks.count) disks (\(names)): an image has one")
        }
        return Disk(path: path, hints: ImageHints())
    }

    /// A small file's bytes.
    private func content(_ path: String, limit: Int) async throws -> [UInt8] {
        let file = try await OpenFile.reading(path)
        guard file.size <= limit else {
            throw VMFestError(.badImage, "is refused: '\(HostPath(path).name)' in it has more than \(limit) bytes")
        }
        return try await blocking { try file.bytes(at: 0, count: limit) }
    }
}
