//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

extension SOAPError {
    /// The error of a call that the transport below could not carry out.
    ///
    /// - Parameter opening: Whether the connection was still being opened, so that nothing of the call was sent.
    init(transport error: any Error, opening: Bool) {
        let (code, message): (Code, String) =
            switch error {
            case let error as HTTPClientError: Self.explain(error, opening: opening)
            case let error as IOError where opening || error.errnoCode == ECONNREFUSED:
                // Refused also for a kept connection that had to be opened anew: nothing can have been sent.
                (.cannotConnect, "No connection could be opened: \(String(cString: strerror(error.errnoCode))).")
            case let error as NIOSSLError: Self.explain(error, opening: opening)
            case is NIOSSLExtraError:
                (.tls, "The server's certificate is for another name than the one in the URL.")
            case is BoringSSLError:
                (.tls, "The TLS connection failed: \(error)")
            case HTTPParserError.invalidEOFState:
                (.connectionClosed, "The connection was closed before the whole answer was there.")
            case is HTTPParserError:
                (.notSOAP, "The server speaks no HTTP; perhaps the URL should begin with https://.")
            default:
                opening
                    ? (.cannotConnect, "No connection could be opened: \(error)")
                    : (.connectionClosed, "The connection broke: \(error)")
            }
        let isSent = !opening && code != .cannotConnect && error as? HTTPClientError != .alreadyShutdown
        self.init(code: code, message: message, mayHaveBeenSent: isSent, underlying: error)
    }

    private static func explain(_ error: HTTPClientError, opening: Bool) -> (Code, String) {
        switch error {
        case .connectTimeout:
            (.cannotConnect, "No connection could be opened in time: the server's host does not answer.")
        case .tlsHandshakeTimeout:
            (.tls, "The server did not answer in TLS; perhaps the URL should begin with http://.")
        case .alreadyShutdown:
            (.cannotConnect, "The client was shut down.")
        case .cancelled:
            (.connectionClosed, "The client was shut down before the whole answer was there.")
        case .remoteConnectionClosed, .uncleanShutdown:
            (.connectionClosed, "The connection was closed before the whole answer was there.")
        case .invalidURL, .emptyHost, .emptyScheme:
            (.cannotConnect, "The URL names no host or no scheme.")
        default:
            opening
                ? (.cannotConnect, "No connection could be opened: \(error)")
                : (.connectionClosed, "The exchange failed: \(error)")
        }
    }

    private static func explain(_ error: NIOSSLError, opening: Bool) -> (Code, String) {
        switch error {
        case .handshakeFailed(let reason):
            (.tls, explain(handshake: "\(reason)"))
        case .unableToValidateCertificate, .noCertificateToValidate:
            (.tls, "The server's certificate is not one that can be verified.")
        case .uncleanShutdown where !opening:
            (.connectionClosed, "The connection was closed before the whole answer was there.")
        default:
            (.tls, "The TLS connection failed: \(error)")
        }
    }

    /// BoringSSL's own words are all that tells its reasons apart.
    private static func explain(handshake reason: String) -> String {
        if reason.contains("CERTIFICATE_VERIFY_FAILED") {
            "The server's certificate is not trusted: it is self-signed, signed by an unknown authority, or expired."
        } else if reason.contains("WRONG_VERSION_NUMBER") {
            "The server does not speak TLS; perhaps the URL should begin with http://."
        } else {
            "The TLS handshake failed: \(reason)"
        }
    }
}
