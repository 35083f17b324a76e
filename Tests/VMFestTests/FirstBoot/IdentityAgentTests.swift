//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
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

    #if os(Linux) && arch(x86_64)
        @Test("its program gives a disc's lines, and says of other discs that they are none")
        func program() async throws {
            // A clock is set forward only, and nobody has a card of this address.
            let renewal = Renewal(
                epoch: 1_000_000_000, machineID: String(repeating: "0", count: 32),
                random: String(repeating: "5", count: 64))
            let seed = Seed(
                instanceID: "i-1", hostName: "web", cards: [.init(old: "02:00:00:aa:bb:cc", new: "02:00:00:aa:bb:cd")],
                renewal: renewal)
            try await withTemporaryFolder { folder in
                try Data(seed.disc().bytes).write(to: URL(filePath: folder + "/disc"))
                func take(_ disc: String) async throws -> (lines: String?, status: TerminationStatus) {
                    let script = """
                        own=$0
                        \(IdentityAgent.programs)
                        make_programs || exit 9
                        "$own/take" <"$1"
                        """
                    let result = try await Subprocess.run(
                        .name("sh"), arguments: ["-c", script, folder, disc], output: .string(limit: 32_768),
                        error: .discarded)
                    return (result.standardOutput, result.terminationStatus)
                }
                let own = try await take(folder + "/disc")
                // 4: the random numbers are for the superuser only.
                #expect([.exited(0), .exited(4)].contains(own.status))
                #expect(own.lines == seed.preface)
                let other = try await take(folder + "/report")
                #expect(other.status == .exited(3))
                #expect(other.lines == "")
                let none = try await take("/dev/null")
                #expect(none.status == .exited(1))
                #expect(none.lines == "")
            }
        }
    #endif

    @Test("what is no user's name is refused", arguments: ["", "-a", "a b", "a;reboot", "$(a)", "a\nb", "ä"])
    func logins(name: String) {
        #expect(throws: VMFestError.self) { try IdentityAgent.userData(login: name) }
    }
}
