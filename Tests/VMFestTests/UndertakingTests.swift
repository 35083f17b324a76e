//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest

struct UndertakingTests {
    private func note(_ client: ClientMark?, until: TimeInterval) -> Undertaking {
        Undertaking(
            kind: .machine, name: "web", folder: "/vms/web", session: "s", client: client,
            until: Date(timeIntervalSinceNow: until))
    }

    @Test("This program is known to be at work, whatever the time")
    func own() async throws {
        let mark = try await ClientMark.own()
        #expect(await mark.isAlive() == true)
        #expect(await note(mark, until: -1000).isUnderWay())
        #expect(try await ClientMark.own() == mark)
    }

    @Test("A program of this computer that ended is not at work; its file is removed when another one begins")
    func ended() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vmfest-clients-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lock = try await LockFile.make(in: folder.path)
        let path = lock.path
        let mark = ClientMark(computer: MachineOwner.computer, file: path)
        #expect(await mark.isAlive() == true)
        #expect(await LockFile.abandoned(in: folder.path) == [])
        // As when its program ends; a child that another test is just starting may still have the file open.
        lock.unlock()
        #expect(await mark.isAlive() == false)
        #expect(await !note(mark, until: 1000).isUnderWay())
        #expect(await LockFile.abandoned(in: folder.path) == [path])
        try FileManager.default.removeItem(at: folder)
        #expect(await mark.isAlive() == false)
    }

    @Test("Of a program elsewhere nothing is known but its time limit; what was given up is nobody's")
    func elsewhere() async {
        let mark = ClientMark(computer: "elsewhere", file: "/tmp/x.lock")
        #expect(await mark.isAlive() == nil)
        #expect(await note(mark, until: 1000).isUnderWay())
        #expect(await !note(mark, until: -1).isUnderWay())
        #expect(await !note(nil, until: 1000).isUnderWay())
    }
}
