//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import AsyncHTTPClient
import Foundation

extension HTTPClient.Configuration.Proxy {
    /// The proxy that the environment names for an address: `https_proxy`, `http_proxy` or `all_proxy`, with exceptions
    /// in `no_proxy`; all but `http_proxy` also in capital letters.
    ///
    /// - Throws: ``DownloadFailure`` for a proxy of a kind that is not supported.
    static func of(_ environment: [String: String], for url: URL) throws -> Self? {
        func value(_ names: String...) -> String? { names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } }
        guard let host = url.host()?.lowercased(), !isException(host, in: value("no_proxy", "NO_PROXY") ?? "") else {
            return nil
        }
        let named = url.scheme?.lowercased() == "https" ? value("https_proxy", "HTTPS_PROXY") : value("http_proxy")
        guard let text = named ?? value("all_proxy", "ALL_PROXY") else { return nil }
        guard let proxy = URL(string: text.contains("://") ? text : "http://" + text), let name = proxy.host() else {
            throw DownloadFailure("the proxy that the environment names is no address")
        }
        guard proxy.scheme?.lowercased() == "http" else {
            throw DownloadFailure("only HTTP proxies are supported, and the environment names another one")
        }
        guard let user = proxy.user(percentEncoded: false), !user.isEmpty else {
            return .server(host: name, port: proxy.port ?? 80)
        }
        let password = proxy.password(percentEncoded: false) ?? ""
        return .server(
            host: name, port: proxy.port ?? 80, authorization: .basic(username: user, password: password))
    }

    /// Whether a host is asked directly: this computer always, and what the list names, with all below it.
    private static func isException(_ host: String, in list: String) -> Bool {
        if host == "localhost" || host.hasPrefix("127.") || host == "::1" { return true }
        return list.split(separator: ",").contains { entry in
            let entry = entry.trimmed(where: \.isWhitespace).lowercased()
            let name = entry.drop { $0 == "." || $0 == "*" }
            return entry == "*" || host == name || !name.isEmpty && host.hasSuffix("." + name)
        }
    }
}
