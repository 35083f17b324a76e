//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VirtualBox

@testable import VMFest

@Suite("The journal of locks")
struct LocalLockJournalTests {
    private let lock = LockNote(url: "http://here:18083", root: "a-1", session: "a-2")

    @Test("a lock is nobody's once its program is gone, and only the service that it is of is told so")
    func abandoned() async throws {
        try await withTemporaryFolder { folder in
            let journal = LocalLockJournal(folder: folder + "/locks")
            #expect(await journal.abandoned(at: lock.url).isEmpty, "before there is a folder")
            var entry: (any LockEntry)? = try await journal.note(lock)
            #expect(await journal.abandoned(at: lock.url).isEmpty, "it is held")
            // Its file is closed, as it is when the program ends.
            withExtendedLifetime(entry) {}
            entry = nil
            #expect(await journal.abandoned(at: "http://there:18083").isEmpty)
            let found = await journal.abandoned(at: lock.url)
            #expect(found.map(\.lock) == [lock])
            #expect(try #require(await found.first?.age()) >= .zero)
            for entry in found { await entry.erase() }
            #expect(await journal.abandoned(at: lock.url).isEmpty)
            _ = entry
        }
    }

    @Test("nobody else can read it, and a lock that is given back leaves nothing")
    func files() async throws {
        try await withTemporaryFolder { folder in
            let place = folder + "/locks"
            let entry = try await LocalLockJournal(folder: place).note(lock)
            let names = try FileManager.default.contentsOfDirectory(atPath: place)
            let name = try #require(names.first)
            func mode(_ path: String) throws -> Int? {
                try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            }
            #expect(try mode(place) == 0o700)
            #expect(try mode("\(place)/\(name)") == 0o600)
            await entry.erase()
            #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
        }
    }

    @Test("what is no note is passed over")
    func rubbish() async throws {
        try await withTemporaryFolder { folder in
            try Data("{".utf8).write(to: URL(filePath: folder + "/x.lock"))
            try Data().write(to: URL(filePath: folder + "/y.lock"))
            #expect(await LocalLockJournal(folder: folder).abandoned(at: lock.url).isEmpty)
        }
    }
}
