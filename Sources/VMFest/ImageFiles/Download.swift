//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Crypto
import Foundation
import VirtualBox

/// Brings a file from the web, in several attempts where the connection breaks.
///
/// What has come is kept in a folder when the download fails or is cancelled, and is the beginning of the next one if
/// the server says that the file is still the same.
struct Download: Sendable {
    let url: URL
    let digest: ImageDigest?

    /// The largest file, in bytes.
    let limit: Int64

    /// Where files are kept that are not whole.
    let folder: String

    var policy = DownloadPolicy()
    var environment = ProcessInfo.processInfo.environment

    /// Downloads the file, checks it, and moves it to a path.
    ///
    /// - Returns: the path and the file's digest.
    func run(to path: String) async throws -> (path: String, digest: ImageDigest) {
        try await ImagePlaces.make(folder)
        var file = try await PartialFile.open(for: url, in: folder)
        let outcome: Result<ImageDigest, any Error>
        do {
            outcome = .success(try await fetch(into: &file))
        } catch {
            outcome = .failure(error)
        }
        let end = file
        switch outcome {
        case .success(let digest):
            try await uncancelled { try await end.move(to: path) }
            return (path, digest)
        case .failure(let error as VMFestError) where error.code == .wrongDigest || error.code == .badImage:
            await uncancelled { await end.remove() }
            throw error
        case .failure(let error):
            await uncancelled { await end.keep() }
            throw error
        }
    }

    /// Downloads until all is there.
    private func fetch(into file: inout PartialFile) async throws -> ImageDigest {
        var failures = 0
        for _ in 0..<DownloadPolicy.mostAttempts {
            try Task.checkCancellation()
            let before = file.size
            do {
                try await DownloadAttempt(download: self).run(into: &file)
                let found = ImageDigest(file.hash)
                try ImageDigest.check(found, is: digest, of: url.withoutSecrets)
                return found
            } catch let failure as DownloadFailure {
                failures = file.size > before ? 1 : failures + 1
                let most = file.hasAnswer ? policy.attempts : policy.firstAttempts
                guard failure.isTransient, failures < most else { throw error(failure) }
                try await Task.sleep(for: policy.pause(after: failures))
            }
        }
        throw error(DownloadFailure("the connection broke again and again"))
    }

    private func error(_ failure: DownloadFailure) -> VMFestError {
        VMFestError(.downloadFailed, "\(url.withoutSecrets) can not be downloaded: \(failure.reason)")
    }
}
