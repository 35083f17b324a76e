//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Subprocess
import Testing

@testable import VMFest

struct IdentityAgentTests {
    @Test("it is a shell script that the shell can read")
    func syntax() async throws {
        let data = try IdentityAgent.userData(login: "debian")
        #expect(data.format == .script)
        let text = String(decoding: data.bytes, as: UTF8.self)
        #expect(text.hasPrefix("#!/bin/sh\n"))
        #expect(text.hasSuffix("\n"))
        #expect(text.contains("\nlogin=debian\n"))
        let result = try await Subprocess.run(
            .name("sh"), arguments: ["-n", "-c", text], output: .discarded, error: .string(limit: 4_096))
        #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
    }

    @Test("it has the properties that the host waits for")
    func properties() {
        for name in [
            IdentityAgent.readyProperty, IdentityAgent.instanceProperty, IdentityAgent.failureProperty,
        ] { #expect(IdentityAgent.script.contains(" \(name) ")) }
    }

    @Test("what is no user's name is refused", arguments: ["", "-a", "a b", "a;reboot", "$(a)", "a\nb", "ä"])
    func logins(name: String) {
        #expect(throws: VMFestError.self) { try IdentityAgent.userData(login: name) }
    }
}
