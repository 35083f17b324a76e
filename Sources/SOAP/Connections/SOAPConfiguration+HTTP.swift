//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import AsyncHTTPClient
import NIOCore
import NIOSSL

extension SOAPConfiguration {
    /// How an HTTP client must behave that is one connection of a ``ConnectionPool``.
    func http() throws -> HTTPClient.Configuration {
        var http = HTTPClient.Configuration(
            tlsConfiguration: try tls(),
            redirectConfiguration: .disallow,
            timeout: .init(connect: .nanoseconds(openingLimit.nanoseconds))
        )
        http.httpVersion = .http1Only
        http.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1
        http.connectionPool.retryConnectionEstablishment = false
        http.connectionPool.idleTimeout = .nanoseconds(ConnectionQueue.idleLimit.nanoseconds)
        return http
    }

    private func tls() throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        switch trust {
        case .system: break
        case .roots(let file): tls.trustRoots = .certificates(try Self.certificates(in: file))
        case .none: tls.certificateVerification = .none
        }
        return tls
    }

    private static func certificates(in file: String) throws -> [NIOSSLCertificate] {
        let certificates: [NIOSSLCertificate]
        do {
            certificates = try NIOSSLCertificate.fromPEMFile(file)
        } catch {
            throw SOAPError(
                code: .tls,
                message: "The certificates to trust cannot be read from \(file): \(error)",
                mayHaveBeenSent: false,
                underlying: error
            )
        }
        guard !certificates.isEmpty else {
            throw SOAPError(code: .tls, message: "\(file) holds no PEM certificate.", mayHaveBeenSent: false)
        }
        return certificates
    }
}

extension Duration {
    /// The whole duration in nanoseconds; one that is longer than 292 years is taken for that.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : whole.addingReportingOverflow(attoseconds / 1_000_000_000).partialValue
    }
}
