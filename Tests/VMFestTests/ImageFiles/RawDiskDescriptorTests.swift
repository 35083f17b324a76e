//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

@Suite("Descriptors of raw disks")
struct RawDiskDescriptorTests {
    @Test("a descriptor has whole sectors and names the file", arguments: ["disk.img", "/a/b c.img", "ä"])
    func text(file: String) throws {
        let bytes = try RawDiskDescriptor.bytes(for: file, size: 1 << 20)
        #expect(bytes.count % 512 == 0)
        let descriptor = VMDKDescriptor(bytes)
        #expect(descriptor.extents == [.init(sectors: 2048, type: "FLAT", file: file)])
        #expect(descriptor.values["createtype"] == "monolithicFlat")
    }

    @Test(
        "what can not be written is refused",
        arguments: [("a\"b", 512), ("a\nb", 512), ("a", 0), ("a", 513), ("", 512)])
    func refusals(file: String, size: Int64) throws {
        let error = try #require(throws: VMFestError.self) { try RawDiskDescriptor.bytes(for: file, size: size) }
        #expect(error.code == .invalidArgument)
    }
}
