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

    private func isUnderWay(_ client: ClientMark?, until: TimeInterval, at now: Date) async -> Bool {
        await note(client, until: until).isUnderWay { now }
    }

    @Test("This program is known to be at work on what it began, whatever the time, until it ends or gives up that one")
    func own() async throws {
        let (one, other) = (UUID().uuidString, UUID().uuidString)
        let mark = try await ClientMarks.shared.begin(one)
        let otherMark = try await ClientMarks.shared.begin(other)
        #expect(await mark.isAlive() == true)
        #expect(await isUnderWay(mark, until: -1000, at: Date()))
        await ClientMarks.shared.end(one)
        #expect(await mark.isAlive() == false)
        #expect(await !isUnderWay(mark, until: 1000, at: Date()))
        #expect(await otherMark.isAlive() == true)
        await ClientMarks.shared.end(other)
        await ClientMarks.shared.end(other)
        #expect(await otherMark.isAlive() == false)
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
        #expect(await !isUnderWay(mark, until: 1000, at: Date()))
        #expect(await LockFile.abandoned(in: folder.path) == [path])
        try FileManager.default.removeItem(at: folder)
        #expect(await mark.isAlive() == false)
    }

    @Test("Of a program elsewhere the host's clock decides, and of this computer's programs no clock")
    func clock() async throws {
        let elsewhere = ClientMark(computer: "elsewhere", file: "/tmp/x.lock")
        #expect(await !isUnderWay(elsewhere, until: 1000, at: .distantFuture))
        #expect(await isUnderWay(elsewhere, until: -1000, at: .distantPast))
        let id = UUID().uuidString
        let here = try await ClientMarks.shared.begin(id)
        #expect(await isUnderWay(here, until: 1000, at: .distantFuture))
        await ClientMarks.shared.end(id)
    }

    @Test("Of a program elsewhere nothing is known but its time limit; what was given up is nobody's")
    func elsewhere() async {
        let mark = ClientMark(computer: "elsewhere", file: "/tmp/x.lock")
        #expect(await mark.isAlive() == nil)
        #expect(await isUnderWay(mark, until: 1000, at: Date()))
        #expect(await !isUnderWay(mark, until: -1, at: Date()))
        #expect(await !isUnderWay(nil, until: 1000, at: Date()))
    }
}
