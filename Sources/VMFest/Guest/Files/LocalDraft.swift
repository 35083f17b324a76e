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

/// A file or folder of this computer that is being written, under a name of its own beside its place.
///
/// It takes its place in one step when all of it is there, or is removed.
struct LocalDraft: Sendable {
    let place: URL
    let url: URL

    init(of place: URL) {
        self.place = place
        let mark = String(UInt32.random(in: .min ... .max), radix: 16)
        url = place.deletingLastPathComponent().appending(path: ".\(place.lastPathComponent).vmfest-\(mark)")
    }

    /// Lends the draft to be written; publishes it afterwards, or removes it.
    func write<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            let value = try await work()
            try Task.checkCancellation()
            try await publish()
            return value
        } catch {
            await LocalFiles.remove(url)
            throw error
        }
    }

    private func publish() async throws {
        let (from, to) = (url.path, place.path)
        try await LocalFiles.blocking {
            // In place of a file that is there; a folder that is there is never replaced.
            guard rename(from, to) == 0 else {
                throw VMFestError(.noSuchFile, "'\(to)' can not be written: \(String(cString: strerror(errno)))")
            }
        }
    }
}
