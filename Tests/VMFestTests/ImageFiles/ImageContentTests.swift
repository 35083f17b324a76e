//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

@Suite("Recognising images")
struct ImageContentTests {
    private static let descriptor = "# Disk DescriptorFile\nparentCID=ffffffff\nRW 2048 FLAT \"a-flat.vmdk\" 0\n"

    @Test(
        "disks are known by their bytes, whatever their names are",
        arguments: [
            (DiskBytes.vdi(), DiskFormat.vdi, 5 << 20), (DiskBytes.vdi(type: 2), .vdi, 5 << 20),
            (DiskBytes.vmdk(), .vmdk, 1 << 20), (Array(descriptor.utf8), .vmdk, 1 << 20),
            (DiskBytes.vhd(type: 2, content: 4096), .vhd, 4096), (DiskBytes.vhd(type: 3, content: 4096), .vhd, 4096),
            (DiskBytes.vhdx, .vhdx, 8 << 30), (DiskBytes.qcow(), .qcow, 1 << 30),
            (DiskBytes.qcow(version: 1), .qcow, 1 << 30), (DiskBytes.qcow(features: 1), .qcow, 1 << 30),
            (DiskBytes.qed, .qed, 7 << 20), (DiskBytes.parallels, .parallels, 99 * 512),
            (DiskBytes.raw, .raw, 1 << 20), (DiskBytes.bytes(8192, (512, Array("EFI PART".utf8))), .raw, 8192),
            (DiskBytes.bytes(8192, (1080, [0x53, 0xEF])), .raw, 8192),
        ] as [([UInt8], DiskFormat, Int64)])
    func disks(bytes: [UInt8], format: DiskFormat, capacity: Int64) throws {
        guard case .disk(let header) = try ImageContent.recognise(bytes, name: "x.txt") else {
            Issue.record("no disk")
            return
        }
        #expect(header.format == format)
        #expect(header.capacity == capacity)
    }

    @Test(
        "a disk that is not whole, or that VirtualBox can not read, is refused",
        arguments: [
            DiskBytes.vdi(type: 4), DiskBytes.vdi(type: 9), DiskBytes.vhd(type: 4), DiskBytes.vhd(type: 9),
            DiskBytes.qcow(backing: 512), DiskBytes.qcow(version: 4), DiskBytes.qcow(features: 4),
            DiskBytes.qcow(features: 8), DiskBytes.qcow(features: 1 << 40),
            DiskBytes.bytes(1024, (0, [0x51, 0x45, 0x44, 0]), (16, [1])), DiskBytes.bytes(64, (0, Array("COWD".utf8))),
            DiskBytes.bytes(64, (0, Array("WithouFreSpacExt".utf8))),
            DiskBytes.vmdk(descriptor: "# Disk DescriptorFile\nparentCID=12345678\n"),
            DiskBytes.vmdk(descriptor: "# Disk DescriptorFile\nRW 1 FLAT \"/etc/shadow\" 0\n"),
            Array("# Disk DescriptorFile\nRW 1 FLAT \"/etc/shadow\" 0\n".utf8),
            Array("# Disk DescriptorFile\nRW 1 FLAT \"../a\" 0\n".utf8), Array("# Disk DescriptorFile\n".utf8),
            Array(DiskBytes.raw.dropLast()), Array(DiskBytes.vhd(type: 2, content: 4096).dropFirst(512)),
        ])
    func refusals(bytes: [UInt8]) throws {
        let error = try #require(throws: VMFestError.self) { try ImageContent.recognise(bytes) }
        #expect(error.code == .badImage)
    }

    @Test(
        "other things are known too",
        arguments: [
            ([0x1F, 0x8B, 8, 0], ImageContent.compressed(.gzip)),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .compressed(.xz)),
            ([0x28, 0xB5, 0x2F, 0xFD], .compressed(.zstd)), (TarBytes.archive(TarBytes.member("a")), .archive),
            (DiskBytes.bytes(40_960, (32_769, Array("CD001".utf8)), (510, [0x55, 0xAA])), .disc),
            (Array("\u{FEFF}\n<!DOCTYPE html><title>".utf8), .webPage), (Array("404 not found: ä".utf8), .text),
            ([], .nothing), ([UInt8](repeating: 7, count: 1024), .unknown),
            ([UInt8](repeating: 0, count: 1024), .unknown),
        ] as [([UInt8], ImageContent)])
    func others(bytes: [UInt8], content: ImageContent) throws {
        #expect(try ImageContent.recognise(bytes, name: "disk.vdi") == content)
    }

    @Test("a disk on which there is nothing yet is raw where its name says so", arguments: ["a.raw", "b.IMG", "c.dd"])
    func emptyDisks(name: String) throws {
        let bytes = [UInt8](repeating: 0, count: 1024)
        #expect(try ImageContent.recognise(bytes, name: name) == .disk(DiskHeader(format: .raw, capacity: 1024)))
    }

    @Test("no bytes make the readers of headers trap")
    func mutations() async {
        let seed = UInt64.random(in: .min ... .max)
        print("mutations of headers: seed \(seed)")
        var mutation = Mutation(seed: seed)
        let seeds = [
            DiskBytes.vdi(), DiskBytes.vmdk(descriptor: Self.descriptor), Array(Self.descriptor.utf8), DiskBytes.qcow(),
            DiskBytes.qcow(version: 1), DiskBytes.qed, DiskBytes.parallels, DiskBytes.vhd(type: 2, content: 512),
            DiskBytes.vhd(type: 3), TarBytes.archive(TarBytes.member("a", [1])),
        ]
        for round in 0..<20_000 {
            // Other tests have their times to keep.
            if round % 50 == 0 { await Task.yield() }
            let bytes = mutation.mutate(seeds[round % seeds.count])
            do { _ = try ImageContent.recognise(bytes) } catch { #expect(error is VMFestError) }
        }
        for _ in 0..<200 {
            var bytes = DiskBytes.vhdx
            for _ in 0..<4 {
                let start = [192 << 10, 1 << 20].randomElement(using: &mutation) ?? 0
                bytes[start + Int.random(in: 0..<64, using: &mutation)] = .random(in: .min ... .max, using: &mutation)
            }
            do { _ = try ImageContent.recognise(bytes) } catch { #expect(error is VMFestError) }
        }
    }
}
