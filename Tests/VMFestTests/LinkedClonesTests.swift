//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import TestSupport
import Testing
import VirtualBoxAPI

@testable import VMFest
@testable import VirtualBox

struct LinkedClonesTests {
    private static let unreadable = VirtualBoxError(
        .failed, "The object is not ready", operation: "IMachine_getMediumAttachments")

    /// A machine with a snapshot whose disks can not be read.
    private func channel(current: [String?]) -> ScriptedChannel {
        ScriptedChannel([
            "IMachine_getCurrentSnapshot": current.map { .value($0) }, "IMachine_findSnapshot": [.value("s")],
            "ISnapshot_getId": [.value("9e8a7c66-0f1b-4a53-8d0b-6f3b0f3f6a11")], "ISnapshot_getName": [.value("clean")],
            "ISnapshot_getDescription": [.value("")], "ISnapshot_getTimeStamp": [.value("0")],
            "ISnapshot_getOnline": [.value("false")], "ISnapshot_getChildren": [.elements([])],
            "ISnapshot_getMachine": [.value("of-s")], "IMachine_getMediumAttachments": [.failure(Self.unreadable)],
            "IVirtualBox_findMachine": [.value("machine")], "IVirtualBox_getExtraDataKeys": [.elements([])],
        ])
    }

    private func hasSnapshots(_ channel: ScriptedChannel) async throws -> Bool {
        try await LinkedClones(scope: .scripted(channel), key: "key").refuseAll(of: channel.object("machine"))
    }

    @Test("A snapshot that somebody removes while it is looked at is no obstacle")
    func removedMeanwhile() async throws {
        #expect(try await !hasSnapshots(channel(current: ["s", nil])))
    }

    @Test("One that stays and can not be read is")
    func unreadable() async throws {
        let error = await #expect(throws: VirtualBoxError.self) { try await hasSnapshots(channel(current: ["s"])) }
        #expect(error?.message == "The object is not ready")
    }
}
