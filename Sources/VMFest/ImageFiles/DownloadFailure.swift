//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix

/// Why an attempt to download failed.
struct DownloadFailure: Error, Sendable, Hashable {
    var reason: String

    /// Whether another attempt may go better.
    var isTransient: Bool

    init(_ reason: String, isTransient: Bool = false) {
        self.reason = reason
        self.isTransient = isTransient
    }

    /// What an error of the HTTP client means; nil for one that is none of its.
    init?(_ error: any Error) {
        switch error {
        case let error as HTTPClientError:
            guard error != .cancelled else { return nil }
            self.init(error)
        case let error as HTTPParserError where error == .invalidEOFState:
            self.init("the server closed the connection", isTransient: true)
        case let error as IOError: self.init(error.description, isTransient: true)
        case let error as ChannelError: self.init("\(error)", isTransient: true)
        case let error as NIOConnectionError:
            let cause = error.connectionErrors.first.map { "\($0.error)" } ?? "no address of the host answers"
            self.init("the host '\(error.host)' can not be reached: \(cause)", isTransient: true)
        case is CancellationError, is VMFestError: return nil
        // TLS among them: a certificate that is not trusted now will not be in a second.
        default: self.init("\(error)")
        }
    }

    private init(_ error: HTTPClientError) {
        switch error {
        case .readTimeout: self.init("the server was silent for too long", isTransient: true)
        case .connectTimeout: self.init("the server does not answer", isTransient: true)
        case .remoteConnectionClosed, .uncleanShutdown:
            self.init("the server closed the connection", isTransient: true)
        default: self.init("\(error)")
        }
    }
}
