//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest

struct DifferencingVDITests {
    private static let base = UUID(uuidString: "00112233-4455-6677-8899-AABBCCDDEEFF") ?? UUID()

    private func word(_ bytes: [UInt8], _ offset: Int) -> UInt32? { bytes.little(UInt32.self, at: offset) }

    @Test("Blocks that the base has are looked for there, those behind its end are zero")
    func whole() {
        let disk = DifferencingVDI(id: UUID(), base: Self.base, baseCapacity: 2 << 20, capacity: (4 << 20) + 512)
        #expect(disk.partialBlock == nil)
        let bytes = disk.bytes(tail: [])
        #expect(bytes.count == 1_024)
        #expect(word(bytes, 64) == 0xBEDA_107F)
        #expect(word(bytes, 76) == 4, "differencing")
        #expect(word(bytes, 340) == 512)
        #expect(word(bytes, 344) == 1_048_576)
        #expect(bytes.little(UInt64.self, at: 368) == 4_194_816)
        #expect(word(bytes, 384) == 5)
        #expect(word(bytes, 388) == 0)
        let table: [UInt32?] = (0..<5).map { word(bytes, 512 + $0 * 4) }
        let (inBase, zeros) = (UInt32.max, UInt32.max - 1)
        #expect(table == [inBase, inBase, zeros, zeros, zeros])
        let written: [UInt8] = [
            0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF,
        ]
        #expect(Array(bytes[424..<440]) == written)
    }

    @Test("A block in which the base ends is in the file, with zeros behind the base's end")
    func partial() {
        let disk = DifferencingVDI(id: UUID(), base: Self.base, baseCapacity: (1 << 20) + 512, capacity: 3 << 20)
        #expect(disk.partialBlock == 1_048_576..<1_049_088)
        let bytes = disk.bytes(tail: [UInt8](repeating: 7, count: 512))
        #expect(bytes.count == 2 << 20)
        let table: [UInt32?] = (0..<3).map { word(bytes, 512 + $0 * 4) }
        #expect(table == [UInt32.max, 0, UInt32.max - 1])
        #expect(word(bytes, 388) == 1)
        let block = bytes.dropFirst(1 << 20)
        #expect(block.prefix(512).allSatisfy { $0 == 7 })
        #expect(block.dropFirst(512).allSatisfy { $0 == 0 })
    }
}
