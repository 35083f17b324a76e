//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Crypto
import Foundation

/// The way from an image's source to a disk file.
struct ImagePreparation: Sendable {
    let source: ImageSource
    let limit: Int64
    let places: ImagePlaces
    let folder: WorkFolder

    /// Does it all.
    func disk() async throws -> PreparedDisk {
        let (path, digest) = try await obtain()
        return try await naming {
            let unpacked = try await unpack(path)
            let file = try await OpenFile.reading(unpacked.path)
            // The name counts only where a user gave it to the disk itself.
            let content = try await recognise(file, as: name)
            guard case .disk(let header) = content else { throw content.refusal(isFromWeb: isFromWeb) }
            try await checkExtents(header, beside: unpacked.path)
            return PreparedDisk(
                path: unpacked.path, format: header.format, fileSize: file.size, capacity: header.capacity,
                digest: digest, hints: unpacked.hints, extents: header.extents)
        }
    }

    /// Brings the image here, and checks its digest.
    private func obtain() async throws -> (path: String, digest: ImageDigest) {
        switch source.place {
        case .file(let path):
            let file = try await OpenFile.reading(path)
            let progress = ImageProgress("verify", "reading", total: file.size)
            let digest = ImageDigest(try await file.digest(SHA256(), progress: progress))
            try ImageDigest.check(digest, is: source.digest, of: source.description)
            return (path, digest)
        case .web(let url):
            let download = Download(url: url, digest: source.digest, limit: limit, folder: places.downloads)
            return try await download.run(to: folder.path + "/download")
        }
    }

    /// Unpacks what is compressed, then what is in an archive, then a compressed disk in the archive.
    private func unpack(_ path: String) async throws -> UnpackedFolder.Disk {
        let file = try await OpenFile.reading(path)
        switch try await recognise(file, as: name) {
        case .compressed(let compression):
            switch try await unpack(path, compression, to: "unpacked") {
            case .file(let path): return UnpackedFolder.Disk(path: path, hints: ImageHints())
            case .folder(let archive): return try await disk(in: archive)
            }
        case .archive:
            try await ImagePlaces.checkRoom(for: file.size, in: folder.path)
            let progress = ImageProgress("unpack", "unpacking", total: file.size)
            var archive = try await TarExtraction(into: folder.path + "/archive", limit: limit)
            try await file.readAll { piece, done in
                try await archive.write(piece)
                progress.report(done)
            }
            try await archive.finish()
            return try await disk(in: archive.folder)
        default: return UnpackedFolder.Disk(path: path, hints: ImageHints())
        }
    }

    private func disk(in archive: UnpackedFolder) async throws -> UnpackedFolder.Disk {
        var disk = try await archive.disk()
        let file = try await OpenFile.reading(disk.path)
        if case .compressed(let compression) = try await recognise(file, as: "") {
            guard case .file(let path) = try await unpack(disk.path, compression, to: "disk") else {
                throw ImageContent.archive.refusal(isFromWeb: isFromWeb)
            }
            disk.path = path
        }
        return disk
    }

    private func unpack(
        _ path: String, _ compression: Compression, to name: String
    ) async throws -> UnpackedContent.Outcome {
        let sink = UnpackedContent(folder.path + "/" + name, limit: limit)
        return try await Unpacking(compression).run(path, into: sink).outcome
    }

    private func recognise(_ file: OpenFile, as name: String) async throws -> ImageContent {
        try await blocking { try ImageContent.recognise(file, name: name) }
    }

    /// Refuses a disk whose content is in files that are not there.
    private func checkExtents(_ header: DiskHeader, beside path: String) async throws {
        for name in header.extents {
            do {
                _ = try await OpenFile.reading(HostPath(path).folder.file(name).text)
            } catch is VMFestError {
                throw VMFestError(
                    .badImage, "is the description of a VMDK disk, and the file '\(name)' with its content is missing")
            }
        }
    }

    private var isFromWeb: Bool { if case .web = source.place { true } else { false } }

    /// The name of the image's file, without the endings that say how it is compressed.
    private var name: String {
        let name =
            switch source.place {
            case .file(let path): HostPath(path).name
            case .web(let url): url.lastPathComponent
            }
        let endings = [".gz", ".xz", ".zst"]
        return endings.first(where: name.lowercased().hasSuffix).map { String(name.dropLast($0.count)) } ?? name
    }

    /// Puts the image's name before what is said of it.
    private func naming<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch var error as VMFestError where [.badImage, .notSupported].contains(error.code) {
            error.message = "\(source.description) \(error.message)"
            throw error
        }
    }
}
