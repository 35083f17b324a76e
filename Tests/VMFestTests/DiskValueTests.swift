//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VirtualBoxAPI

@testable import VMFest

@Suite("Disks")
struct DiskValueTests {
    @Test("a slot is read as it is written", arguments: ["SATA:0", "a:b:12", "ä ö:3"])
    func slot(text: String) {
        #expect(StorageSlot(text)?.description == text)
    }

    @Test("what is no slot is none", arguments: ["", "SATA", "SATA:", ":1", "SATA:-1", "SATA:x", "SATA:1.5"])
    func noSlot(text: String) {
        #expect(StorageSlot(text) == nil)
    }

    @Test("every type has a word of VirtualBox", arguments: DiskType.allCases)
    func types(type: DiskType) {
        #expect(DiskType(type.remote) == type)
        #expect(type.rawValue.replacing("-", with: "") == type.remote.rawValue.lowercased())
    }

    @Test("a state that VMFest does not know is no good one")
    func states() {
        #expect(DiskState(.created) == .ready && DiskState(.lockedWrite) == .inUse && DiskState(.lockedRead) == .inUse)
        #expect(DiskState(.creating) == .changing && DiskState(.inaccessible) == .inaccessible)
        #expect(DiskState(MediumState(rawValue: "Future")) == .inaccessible)
    }

    @Test("a shareable disk is fixed, and none is read-only")
    func options() throws {
        try DiskOptions(fixed: true, type: .shareable).check()
        #expect(throws: VMFestError.self) { try DiskOptions(type: .shareable).check() }
        #expect(throws: VMFestError.self) { try DiskOptions(fixed: true, type: .readOnly).check() }
    }

    @Test("sizes are 1 MiB to the largest, in whole sectors")
    func sizes() throws {
        try DataSize.mebibytes(1).checkDisk()
        try BootDisk.largest.checkDisk()
        #expect(throws: VMFestError.self) { try DataSize(bytes: (1 << 20) - 1).checkDisk() }
        #expect(throws: VMFestError.self) { try DataSize(bytes: BootDisk.largest.bytes + 1).checkDisk() }
        #expect(DataSize(bytes: 1_048_577).wholeSectors == 1_049_088)
    }

    @Test("a record is read as it is written")
    func record() throws {
        let record = DiskRecord(
            name: "data", path: "/d/data.vdi", type: .multiAttach, created: Date(timeIntervalSince1970: 0))
        #expect(try NoteForm.record(in: NoteForm.text(of: record)) == record)
    }
}
