//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging
import Synchronization
import TestSupport
import Testing
import VirtualBoxAPI

@testable import VirtualBox

struct NewerVersionTests {
    private func found(_ answers: [String]) async throws -> (versions: [APIVersion], warnings: [String]) {
        let channel = ScriptedChannel(["IVirtualBox_getAPIVersion": answers.map { .value($0) }])
        let messages = Messages()
        let service = WebService(
            WebService.Configuration(url: "http://127.0.0.1:9"), logger: Logger(label: "test") { _ in messages })
        let box: VirtualBoxAPI.VirtualBox = try channel.object("box")
        var versions: [APIVersion] = []
        for _ in answers {
            versions.append(try await service.apiVersion(of: box))
            // As it is when a session was lost: the service may be another one since.
            service.version.withLock { $0 = nil }
        }
        return (versions, messages.warnings)
    }

    @Test("A version newer than all that were tested works, and is warned about once, also after its session was lost")
    func newer() async throws {
        let (versions, warnings) = try await found(["7_9", "7_9", "8_0", "7_9"])
        #expect(versions == [APIVersion(7, 9), APIVersion(7, 9), APIVersion(8, 0), APIVersion(7, 9)])
        #expect(warnings.count == 2)
        #expect(warnings.first?.contains("7.9") == true && warnings.last?.contains("8.0") == true)
    }

    @Test("One that was tested is not warned about", arguments: ["7_0", "7_1", "7_2"])
    func known(text: String) async throws {
        #expect(try await found([text]).warnings.isEmpty)
    }

    @Test("One that is too old is refused, with the oldest that works")
    func old() async throws {
        let error = try await #require(throws: VirtualBoxError.self) { try await found(["6_1"]) }
        #expect(error.code == .unsupportedVersion && error.message.contains("7.0 is the oldest"))
    }
}
