//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging
import Testing

@testable import VirtualBox

struct PlainTextTests {
    @Test(
        "A password is warned about where a network could read it, and only there",
        arguments: [
            ("http://vbox.example.org:18083", "secret", true), ("HTTP://10.0.0.1:18083", "secret", true),
            ("https://vbox.example.org:18083", "secret", false), ("http://vbox.example.org:18083", "", false),
            ("http://localhost:18083", "secret", false), ("http://127.0.0.1:18083", "secret", false),
            ("http://[::1]:18083", "secret", false),
        ])
    func warning(url: String, password: String, isWarned: Bool) {
        let messages = Messages()
        let logger = Logger(label: "test") { _ in messages }
        _ = WebService(WebService.Configuration(url: url, user: "anna", password: password), logger: logger)
        #expect(messages.warnings.isEmpty == !isWarned)
        #expect(!messages.warnings.contains { $0.contains("secret") })
    }
}
