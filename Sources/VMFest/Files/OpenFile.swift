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

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A regular file that is open; it is closed when nobody has it any more.
///
/// Its functions block, but for those that are `async`: these use threads of their own.
final class OpenFile: Sendable, RandomAccess {
    let path: String
    let descriptor: FileDescriptor

    private init(path: String, descriptor: FileDescriptor) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { try? descriptor.close() }

    /// Opens a file to read it.
    ///
    /// - Throws: ``VMFestError`` with ``VMFestError/Code/noSuchImage`` where there is none, where it is not a regular
    ///   file, and where it may not be read.
    static func reading(_ path: String) async throws -> OpenFile {
        try await blocking {
            let descriptor: FileDescriptor
            do {
                // Opening a pipe must not wait for its other end.
                descriptor = try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
            } catch let error as Errno {
                let isAbsent = error == .noSuchFileOrDirectory || error == .notDirectory
                throw VMFestError(
                    .noSuchImage, isAbsent ? "there is no file '\(path)'" : "'\(path)' can not be read: \(error)")
            }
            let file = OpenFile(path: path, descriptor: descriptor)
            guard file.status.st_mode & S_IFMT == S_IFREG else {
                throw VMFestError(.noSuchImage, "'\(path)' is not a file")
            }
            return file
        }
    }

    /// Opens a file to write and read it, for this user only.
    ///
    /// - Parameter isNew: whether it must not be there yet.
    static func writing(_ path: String, isNew: Bool = true) async throws -> OpenFile {
        try await blocking {
            var options: FileDescriptor.OpenOptions = [.create, .closeOnExec, .noFollow]
            if isNew { options.insert(.exclusiveCreate) }
            do {
                let descriptor = try FileDescriptor.open(
                    FilePath(path), .readWrite, options: options, permissions: .ownerReadWrite)
                return OpenFile(path: path, descriptor: descriptor)
            } catch let error as Errno {
                throw failure(error, path)
            }
        }
    }

    private var status: stat {
        var status = stat()
        fstat(descriptor.rawValue, &status)
        return status
    }

    /// The number of bytes in it now.
    var size: Int64 { Int64(status.st_size) }

    /// Takes the lock on it, which is then held until the file is closed; false when somebody else has it.
    ///
    /// - Parameter isShared: whether others who share may have it at the same time.
    func lock(shared isShared: Bool = false) -> Bool {
        flock(descriptor.rawValue, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0
    }

    /// Gives the lock on it back; work that still has the file at hand does not keep it locked.
    func unlock() { flock(descriptor.rawValue, LOCK_UN) }

    /// Whether its path still leads to it.
    var isInPlace: Bool {
        let here = status
        var there = stat()
        return lstat(path, &there) == 0 && here.st_ino == there.st_ino && here.st_dev == there.st_dev
    }

    func bytes(at offset: Int64, count: Int) throws -> [UInt8] {
        guard offset >= 0, count > 0 else { return [] }
        do {
            return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                while filled < count {
                    let part = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                    let read = try descriptor.read(fromAbsoluteOffset: offset + Int64(filled), into: part)
                    if read == 0 { break }
                    filled += read
                }
            }
        } catch let error as Errno {
            throw VMFestError(.failed, "'\(path)' can not be read: \(error)")
        }
    }

    /// Writes all bytes at an offset.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws {
        do {
            var done = 0
            while done < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                done += try descriptor.write(toAbsoluteOffset: offset + Int64(done), rest)
            }
        } catch let error as Errno {
            throw Self.failure(error, path)
        }
    }

    /// Makes it longer, with zeros, or shorter.
    func resize(to size: Int64) throws {
        do { try descriptor.resize(to: size) } catch let error as Errno { throw Self.failure(error, path) }
    }

    /// What a failure to write means.
    static func failure(_ error: Errno, _ path: String) -> VMFestError {
        switch error {
        case .noSpace, .diskQuotaExceeded:
            VMFestError(.noSpace, "the disk is full: '\(path)' can not be written")
        default: VMFestError(.failed, "'\(path)' can not be written: \(error)")
        }
    }

    /// Reads the whole file, piece by piece.
    ///
    /// - Parameter work: is given a piece, and how many bytes were read with it.
    func readAll(_ work: ([UInt8], Int64) async throws -> Void) async throws {
        var offset: Int64 = 0
        while true {
            try Task.checkCancellation()
            let start = offset
            let piece = try await blocking { try self.bytes(at: start, count: 1 << 20) }
            if piece.isEmpty { return }
            offset += Int64(piece.count)
            try await work(piece, offset)
        }
    }
}
