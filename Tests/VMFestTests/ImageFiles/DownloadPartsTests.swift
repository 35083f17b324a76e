//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import AsyncHTTPClient
import Foundation
import Testing

@testable import VMFest

@Suite("Parts of downloads")
struct DownloadPartsTests {
    @Test(
        "ranges of answers",
        arguments: [
            ("bytes 0-9/10", 0, 10), ("bytes 5-9/*", 5, nil), ("Bytes 1-1/2", 1, 2), ("bytes 9-5/10", nil, nil),
            ("bytes 0-9/9", nil, nil), ("bytes */10", nil, nil), ("items 0-9/10", nil, nil), ("", nil, nil),
        ] as [(String, Int64?, Int64?)])
    func ranges(text: String, start: Int64?, total: Int64?) {
        let range = ContentRange(text)
        #expect(range?.start == start)
        #expect(range?.total == total)
    }

    @Test("pauses grow and are bounded")
    func pauses() {
        let policy = DownloadPolicy()
        #expect(policy.pause(after: 1) == .milliseconds(500))
        #expect(policy.pause(after: 3) == .seconds(2))
        #expect(policy.pause(after: 1_000_000) == .seconds(30))
    }

    @Test(
        "the environment's proxy is used, except for this computer and what is excepted",
        arguments: [
            ("https://example.org/", "proxy", 3128), ("https://a.internal/", nil, nil), ("https://internal/", nil, nil),
            ("https://notinternal/", "proxy", 3128), ("https://localhost/", nil, nil),
            ("http://example.org/", nil, nil),
        ] as [(String, String?, Int?)])
    func proxies(address: String, host: String?, port: Int?) throws {
        let environment = ["HTTPS_PROXY": "http://proxy:3128", "no_proxy": "x, .internal"]
        let url = try #require(URL(string: address))
        let proxy = try HTTPClient.Configuration.Proxy.of(environment, for: url)
        #expect(proxy?.host == host)
        #expect(proxy?.port == port)
        #expect(throws: DownloadFailure.self) {
            try HTTPClient.Configuration.Proxy.of(
                ["all_proxy": "socks5://p:1"], for: #require(URL(string: "https://b")))
        }
    }
}
