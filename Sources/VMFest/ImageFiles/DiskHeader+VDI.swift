//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension DiskHeader {
    /// VirtualBox's own format.
    static func vdi(_ head: [UInt8]) throws -> DiskHeader? {
        guard head.little(UInt32.self, at: 64) == 0xBEDA_107F else { return nil }
        let version = head.little(UInt32.self, at: 68) ?? 0
        let isOld = version >> 16 == 0
        // 1 dynamic, 2 fixed, 3 undo, 4 differencing
        switch head.little(UInt32.self, at: isOld ? 72 : 76) {
        case 1, 2: break
        case 3, 4: throw isDifference(.vdi)
        default: throw VMFestError(.badImage, "is a damaged VDI disk: its header does not say what kind it is")
        }
        return DiskHeader(format: .vdi, capacity: isOld ? nil : bytes(head.little(UInt64.self, at: 368)))
    }

    /// Parallels' format.
    static func parallels(_ head: [UInt8]) throws -> DiskHeader? {
        if head.has("WithouFreSpacExt") { throw isUnreadable("a disk in the newer of Parallels' formats") }
        guard head.has("WithoutFreeSpace") else { return nil }
        return DiskHeader(format: .parallels, capacity: bytes(head.little(UInt64.self, at: 36), times: 512))
    }
}
