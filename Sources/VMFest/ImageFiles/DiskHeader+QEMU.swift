//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension DiskHeader {
    /// QEMU's QCOW, of which version 2 and 3 are called QCOW2.
    static func qcow(_ head: [UInt8]) throws -> DiskHeader? {
        guard head.has([0x51, 0x46, 0x49, 0xFB]) else { return nil }
        let version = head.big(UInt32.self, at: 4) ?? 0
        guard (1...3).contains(version) else { throw isUnreadable("a QCOW disk of version \(version)") }
        guard head.big(UInt64.self, at: 8) == 0 else {
            throw VMFestError(
                .badImage,
                "is a QCOW disk with a backing file, so it is not whole: 'qemu-img convert -O qcow2' makes it so")
        }
        guard head.big(UInt32.self, at: version == 1 ? 36 : 32) == 0 else {
            throw VMFestError(.badImage, "is an encrypted QCOW disk, which VirtualBox does not read")
        }
        if version == 3 { try checkFeatures(head.big(UInt64.self, at: 72) ?? 0) }
        return DiskHeader(format: .qcow, capacity: bytes(head.big(UInt64.self, at: 24)))
    }

    /// The features that a reader must know; the lowest says only that the disk was not closed.
    private static func checkFeatures(_ features: UInt64) throws {
        if features & 2 != 0 { throw VMFestError(.badImage, "is a QCOW disk that is marked as damaged") }
        if features & 4 != 0 { throw isUnreadable("a QCOW disk whose content is in another file") }
        if features & 8 != 0 { throw isUnreadable("a QCOW disk that is compressed with zstd") }
        if features & ~1 != 0 { throw isUnreadable("a QCOW disk with features of a newer QEMU") }
    }

    /// QEMU's QED.
    static func qed(_ head: [UInt8]) throws -> DiskHeader? {
        guard head.has([0x51, 0x45, 0x44, 0]) else { return nil }
        guard let features = head.little(UInt64.self, at: 16), features & 1 == 0 else { throw isDifference(.qed) }
        return DiskHeader(format: .qed, capacity: bytes(head.little(UInt64.self, at: 48)))
    }
}
