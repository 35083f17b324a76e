//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension DiskHeader {
    /// VMware's VMDK: a sparse file with a descriptor in it, or the descriptor alone, with the content in other files.
    static func vmdk(_ head: [UInt8], _ file: some RandomAccess) throws -> DiskHeader? {
        if head.has("COWD") { throw isUnreadable("a sparse disk of VMware ESX") }
        if head.has("KDMV") { return try sparse(head, file) }
        guard VMDKDescriptor.isOne(head) else { return nil }
        let descriptor = try VMDKDescriptor(file.bytes(at: 0, count: VMDKDescriptor.longest))
        try descriptor.check()
        let sectors = descriptor.extents.reduce(into: UInt64(0)) { $0 = $0.addingReportingOverflow($1.sectors).0 }
        return DiskHeader(
            format: .vmdk, capacity: bytes(sectors, times: 512), extents: descriptor.extents.compactMap(\.file))
    }

    private static func sparse(_ head: [UInt8], _ file: some RandomAccess) throws -> DiskHeader {
        if let start = bytes(head.little(UInt64.self, at: 28), times: 512),
            let length = bytes(head.little(UInt64.self, at: 36), times: 512)
        {
            let text = try file.bytes(at: start, count: Int(min(length, Int64(VMDKDescriptor.longest))))
            if VMDKDescriptor.isOne(text) { try VMDKDescriptor(text).checkEmbedded() }
        }
        return DiskHeader(format: .vmdk, capacity: bytes(head.little(UInt64.self, at: 12), times: 512))
    }
}
