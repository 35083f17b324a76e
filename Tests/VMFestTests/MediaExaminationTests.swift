//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import TestSupport
import Testing
import VirtualBoxAPI

@testable import VMFest
@testable import VirtualBox

struct MediaExaminationTests {
    private func unreadable(_ state: [ScriptedChannel.Answer]) async throws -> [HostHealth.UnreadableMedium] {
        let channel = ScriptedChannel([
            "IVirtualBox_getHardDisks": [.values("m")], "IVirtualBox_getDVDImages": [.elements([])],
            "IVirtualBox_getFloppyImages": [.elements([])], "IMedium_getChildren": [.elements([])],
            "IMedium_refreshState": state, "IMedium_getLocation": [.value("/a.vdi")],
            "IMedium_getLastAccessError": [.value("no such file")], "IMedium_getMachineIds": [.elements([])],
        ])
        return try await MediaExamination(scope: .scripted(channel)).unreadable()
    }

    @Test("A disk without its file is told; one that somebody closes while it is looked at is not")
    func closedMeanwhile() async throws {
        #expect(try await unreadable([.value("Inaccessible")]).map(\.path) == ["/a.vdi"])
        #expect(try await unreadable([.value("Created")]).isEmpty)
        let closed = VirtualBoxError(
            .failed, "The object is not ready", operation: "IMedium_refreshState",
            chain: [.init(code: .accessDenied, text: "The object is not ready")])
        #expect(try await unreadable([.failure(closed)]).isEmpty)
    }
}
