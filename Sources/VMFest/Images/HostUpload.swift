//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Writes files to the host's own disk through the web service, whether the host is this computer or another.
///
/// VirtualBox can make a disk of the format RAW and write into it, and the file of such a disk is its content and nothing
/// else. Such a file has whole sectors of 512 bytes.
struct HostUpload: Sendable {
    let scope: HostScope

    /// The bytes of one call; the service decodes 1 MiB at most.
    private static let piece = 512 << 10

    /// Writes a file of this computer to the host; zeros complete its last sector.
    ///
    /// Nothing is left when it fails. A file that is there already is never written.
    func write(_ source: String, to target: HostPath) async throws {
        let file = try await OpenFile.reading(source)
        let size = file.size
        let progress = ImageProgress("upload", target.name, total: size)
        try await write(to: target, size: size) { offset, count in
            let bytes = try await blocking { try file.bytes(at: offset, count: count) }
            progress.report(offset + Int64(bytes.count))
            return bytes
        }
    }

    /// Writes bytes to the host; zeros complete the last sector.
    func write(_ bytes: [UInt8], to target: HostPath) async throws {
        try await write(to: target, size: Int64(bytes.count)) { offset, count in
            Array(bytes[Int(offset)..<Swift.min(bytes.count, Int(offset) + count)])
        }
    }

    private func write(
        to target: HostPath, size: Int64, _ read: (Int64, Int) async throws -> [UInt8]
    ) async throws {
        let sectors = Swift.max(1, (size + 511) / 512) * 512
        let disk = try await scope.box.createMedium(
            format: DiskFormat.raw.rawValue, location: target.text, accessMode: .readWrite, aDeviceTypeType: .hardDisk)
        do {
            let created = try await disk.createBaseStorage(logicalSize: sectors, variant: [.fixed])
            try await scope.finish(created, of: "IMedium_createBaseStorage")
            try await fill(disk, size: size, of: target, read)
            // VirtualBox forgets it as a disk; the file stays.
            try await uncancelled { try await disk.close() }
        } catch {
            try? await uncancelled {
                // A file that somebody else made is not this one's to delete.
                guard try await disk.getState() == .created else { return }
                try await scope.finish(disk.deleteStorage(), of: "IMedium_deleteStorage")
            }
            throw error
        }
    }

    /// Writes the content; the disk is free again afterwards, however it ended.
    private func fill(
        _ disk: Medium, size: Int64, of target: HostPath, _ read: (Int64, Int) async throws -> [UInt8]
    ) async throws {
        // A call that is cut off would leave it open, and nobody to close it.
        let sink = try await uncancelled { try await disk.openForIO(writable: true, password: "") }
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await copy(to: sink, size: size, of: target, read))
        } catch {
            outcome = .failure(error)
        }
        let closing: Result<Void, any Error>
        do {
            closing = .success(try await uncancelled { try await sink.close() })
        } catch {
            closing = .failure(error)
        }
        try outcome.get()
        try closing.get()
    }

    private func copy(
        to sink: MediumIO, size: Int64, of target: HostPath, _ read: (Int64, Int) async throws -> [UInt8]
    ) async throws {
        var offset: Int64 = 0
        while offset < size {
            try Task.checkCancellation()
            var bytes = try await read(offset, Self.piece)
            guard !bytes.isEmpty else { throw VMFestError(.failed, "the file became shorter while it was sent") }
            bytes += [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
            let written = try await sink.write(offset: offset, data: Octets(Data(bytes)))
            guard written == bytes.count else {
                throw VMFestError(
                    .noSpace, "only \(written) of \(bytes.count) bytes were written to '\(target.text)'")
            }
            offset += Int64(written)
        }
    }
}
