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

/// Small files of this computer, whose modes and beginnings matter; every call may block.
enum PlainFile {
    /// The first bytes of a file, at most a number of them.
    ///
    /// - Throws: ``VMFestError`` with `invalidArgument` when it can not be read.
    static func read(_ path: String, limit: Int) throws -> [UInt8] {
        let expanded = NSString(string: path).expandingTildeInPath
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: expanded))
            defer { try? file.close() }
            return Array(try file.read(upToCount: limit) ?? Data())
        } catch {
            throw VMFestError(.invalidArgument, "'\(path)' can not be read: \(error.systemReason)")
        }
    }

    /// Makes a file that is there with all its bytes and its mode, or not at all.
    ///
    /// - Returns: false when there is something of this name, which is left as it is.
    static func create(_ path: String, _ bytes: [UInt8], mode: mode_t) throws -> Bool {
        let url = URL(filePath: path)
        let number = UInt64.random(in: .min ... .max)
        let draft = url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent).\(number).tmp").path
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure(path) }
        defer { unlink(draft) }
        do {
            defer { close(file) }
            try FileHandle(fileDescriptor: file, closeOnDealloc: false).write(contentsOf: Data(bytes))
            guard fchmod(file, mode) == 0, fsync(file) == 0 else { throw failure(path) }
        }
        guard link(draft, path) == 0 else {
            guard errno == EEXIST else { throw failure(path) }
            return false
        }
        return true
    }

    /// Removes a file.
    ///
    /// - Returns: false when there was none.
    static func remove(_ path: String) throws -> Bool {
        guard unlink(path) != 0 else { return true }
        guard errno == ENOENT else { throw failure(path) }
        return false
    }

    /// Makes a folder, and those above it that are missing, for their owner only.
    static func createFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                at: URL(filePath: path), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw VMFestError(.failed, "'\(path)' can not be made: \(error.systemReason)")
        }
    }

    private static func failure(_ path: String) -> VMFestError {
        VMFestError(.failed, "'\(path)' can not be written: \(String(cString: strerror(errno)))")
    }
}

extension Error {
    /// Why the operating system refused something, in its own words.
    package var systemReason: String {
        let underlying = (self as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
        let error = (underlying ?? self) as NSError
        guard error.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
        return String(cString: strerror(Int32(error.code)))
    }
}
