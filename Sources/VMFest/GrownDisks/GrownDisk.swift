//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Makes a machine's own disk larger than the base that it is based on.
struct GrownDisk: Sendable {
    let scope: HostScope
    let base: Medium
    let baseCapacity: Int64
    let path: HostPath

    /// The size as the guest sees it, in bytes.
    let capacity: Int64

    /// The bytes that VirtualBox reads in one call.
    private static let largestRead: Int64 = 256 << 10

    /// Makes the disk; nothing is left of it when it fails.
    func make(_ undo: inout Undo) async throws -> Medium {
        let id = UUID()
        let key = try await base.getId()
        guard let baseID = UUID(uuidString: key) else {
            throw VMFestError(.failed, "the host says that a disk's UUID is '\(key)'")
        }
        let file = DifferencingVDI(id: id, base: baseID, baseCapacity: baseCapacity, capacity: capacity)
        let bytes = file.bytes(tail: try await tail(file.partialBlock))
        try await HostUpload(scope: scope).write(bytes, to: path)
        let path = path
        undo.add("the disk \(path.text)") { scope in
            let library = MediumLibrary(scope)
            let key = id.uuidString.lowercased()
            guard try await library.known(key, .hardDisk) == nil else { return try await library.deleteIfUnused(key) }
            try await HostFolder(scope: scope, path: path.folder).remove([path.name])
        }
        do {
            return try await open()
        } catch {
            // The next attempt makes the file anew.
            try await uncancelled { try await HostFolder(scope: scope, path: path.folder).remove([path.name]) }
            // If somebody closed the base in this moment, this says so.
            _ = try await base.getId()
            throw error
        }
    }

    private func open() async throws -> Medium {
        try await uncancelled {
            let disk = try await scope.box.openMedium(
                location: path.text, deviceType: .hardDisk, accessMode: .readWrite, forceNewUuid: false)
            // Otherwise VirtualBox empties it at every start, as it does for disks on an immutable base.
            try await disk.setAutoReset(false)
            return disk
        }
    }

    /// What the base holds in its last block.
    private func tail(_ range: Range<Int64>?) async throws -> [UInt8] {
        guard let range else { return [] }
        let content = try await base.openForIO(writable: false, password: "")
        let outcome: Result<[UInt8], any Error>
        do {
            outcome = .success(try await read(range, content))
        } catch {
            outcome = .failure(error)
        }
        try await uncancelled { try await content.close() }
        return try outcome.get()
    }

    private func read(_ range: Range<Int64>, _ content: MediumIO) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < range.count {
            let offset = range.lowerBound + Int64(bytes.count)
            let piece = try await content.read(
                offset: offset, size: UInt32(min(range.upperBound - offset, Self.largestRead)))
            guard !piece.data.isEmpty else { throw VMFestError(.failed, "the end of the image can not be read") }
            bytes += piece.data
        }
        return bytes
    }
}
