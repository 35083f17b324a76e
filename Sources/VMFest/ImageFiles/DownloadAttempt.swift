//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// One attempt to download a file, or the rest of it.
struct DownloadAttempt: Sendable {
    let download: Download

    /// Asks for what is missing and appends it.
    ///
    /// - Throws: ``DownloadFailure``, `CancellationError`, or ``VMFestError`` for what the disk or the limit does not
    ///   allow.
    func run(into file: inout PartialFile) async throws {
        do {
            var url = download.url
            for _ in 0...DownloadPolicy.redirects {
                guard let next = try await follow(url, into: &file) else { return }
                url = next
            }
            throw DownloadFailure("there are more than \(DownloadPolicy.redirects) redirects")
        } catch let failure as DownloadFailure {
            throw failure
        } catch {
            try Task.checkCancellation()
            throw DownloadFailure(error).map { $0 as any Error } ?? error
        }
    }

    /// Asks at an address; gives the one that it redirects to, or nil when the file is whole.
    private func follow(_ url: URL, into file: inout PartialFile) async throws -> URL? {
        var current = file
        defer { file = current }
        let http = try HTTPClient(
            eventLoopGroupProvider: .shared(.singletonMultiThreadedEventLoopGroup),
            configuration: configuration(for: url))
        let outcome: Result<URL?, any Error>
        do {
            let response = try await http.execute(request(url, file: current), deadline: .distantFuture)
            current.hasAnswer = true
            if (300..<400).contains(response.status.code), response.status != .notModified {
                outcome = .success(try target(of: response, from: url))
            } else {
                try await current.begin(response, limit: download.limit)
                try await receive(response, into: &current)
                outcome = .success(nil)
            }
        } catch {
            outcome = .failure(error)
        }
        // What was not read is dropped with the connection.
        await Task { try? await http.shutdown() }.value
        return try outcome.get()
    }

    private func receive(_ response: HTTPClientResponse, into file: inout PartialFile) async throws {
        let progress = ImageProgress("download", "downloading", total: file.total)
        for try await part in response.body {
            guard file.size + Int64(part.readableBytes) <= download.limit else { throw Self.isTooLarge }
            try await file.append(Array(part.readableBytesView))
            progress.report(file.size)
        }
        guard let total = file.total else { return }
        if file.size < total { throw DownloadFailure("the answer was cut off", isTransient: true) }
        if file.size > total { throw DownloadFailure("the server sent more than it announced") }
    }

    private func request(_ url: URL, file: PartialFile) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url.absoluteString)
        request.headers.add(name: "User-Agent", value: "vmfest")
        request.headers.add(name: "Accept-Encoding", value: "identity")
        if file.size > 0, let validator = file.validator {
            request.headers.add(name: "Range", value: "bytes=\(file.size)-")
            request.headers.add(name: "If-Range", value: validator)
        }
        return request
    }

    /// Where a redirect leads: never from what is encrypted to what is not, unless a digest guards the image.
    private func target(of response: HTTPClientResponse, from url: URL) throws -> URL {
        guard let location = response.headers["Location"].first,
            let target = URL(string: location, relativeTo: url)?.absoluteURL
        else { throw DownloadFailure("the server redirects to no address (\(response.status.code))") }
        do {
            try target.checkImageAddress(hasDigest: download.digest != nil)
        } catch let error as VMFestError {
            throw DownloadFailure("the server redirects to an address that is refused: \(error.message)")
        }
        guard url.scheme?.lowercased() != "https" || target.scheme?.lowercased() == "https" || download.digest != nil
        else { throw DownloadFailure("the server redirects from https to http, which is refused without a SHA-256") }
        return target
    }

    private func configuration(for url: URL) throws -> HTTPClient.Configuration {
        let silence = TimeAmount(download.policy.silence)
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: min(silence, .seconds(30)), read: silence))
        configuration.httpVersion = .http1Only
        configuration.proxy = try HTTPClient.Configuration.Proxy.of(download.environment, for: url)
        return configuration
    }

    static let isTooLarge = VMFestError(
        .badImage, "the image is larger than the limit allows; a higher limit can be given")
}
