//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest

@Suite("Image files and VirtualBox", .virtualBox)
struct ImageFileTests {
    @Test(
        "what VirtualBox writes is recognised, whatever it is called",
        arguments: [DiskFormat.vdi, .vmdk, .vhd, .qcow, .qed, .parallels])
    func recognised(format: DiskFormat) async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.emptyImage("disk." + format.fileNameExtension, format: format.rawValue)
            let renamed = fixture.path("renamed")
            try FileManager.default.moveItem(atPath: disk, toPath: renamed)
            try await ImageFile.withDisk(from: renamed, places: ImagePlaces(in: fixture.path("cache"))) { lent in
                #expect(lent.format == format)
                #expect(lent.capacity == 16 << 20)
                #expect(lent.path == renamed)
            }
            // VirtualBox too goes by the content.
            let facts = try await fixture.manage("showmediuminfo", "disk", renamed)
            #expect(facts.split(separator: "\n").contains("Storage format: \(format.rawValue)"), "\(facts)")
            try await fixture.manage("closemedium", "disk", renamed)
        }
    }

    @Test("disks of a fixed size and of a compressed stream are recognised")
    func variants() async throws {
        try await Fixture.run { fixture in
            let base = try await fixture.emptyImage()
            for (format, variant) in [("VDI", "Fixed"), ("VHD", "Fixed"), ("VMDK", "Fixed"), ("VMDK", "Stream")] {
                let disk = fixture.path("\(format)-\(variant).\(format.lowercased())")
                try await fixture.manage(
                    "clonemedium", "disk", base, disk, "--format", format, "--variant", variant)
                try await ImageFile.withDisk(from: disk, places: ImagePlaces(in: fixture.path("cache"))) { lent in
                    #expect(lent.format.rawValue == format)
                    #expect(lent.capacity == 16 << 20)
                    #expect(lent.extents.count == (variant == "Fixed" && format == "VMDK" ? 1 : 0))
                }
            }
        }
    }

    @Test("a raw disk becomes a VDI with the same content by its descriptor", arguments: [true, false])
    func raw(isBeside: Bool) async throws {
        try await Fixture.run { fixture in
            var content = Data(count: 16 << 20)
            content[510...511] = Data([0x55, 0xAA])
            for index in 0..<100_000 { content[5_000_000 + index] = UInt8(truncatingIfNeeded: index &* 7 &+ 1) }
            let raw = fixture.path("a b.img")
            try content.write(to: URL(filePath: raw))
            let size = try await ImageFile.withDisk(from: raw, places: ImagePlaces(in: fixture.path("cache"))) { lent in
                #expect(lent.format == .raw)
                return lent.fileSize
            }
            let descriptor = fixture.path("descriptor.vmdk")
            let bytes = try RawDiskDescriptor.bytes(for: isBeside ? "a b.img" : raw, size: size)
            try Data(bytes).write(to: URL(filePath: descriptor))
            let disk = fixture.path("disk.vdi")
            try await fixture.manage("clonemedium", "disk", descriptor, disk, "--format", "VDI")
            let back = fixture.path("back.img")
            try await fixture.manage("clonemedium", "disk", disk, back, "--format", "RAW")
            #expect(try Data(contentsOf: URL(filePath: back)) == content)
            #expect(try Data(contentsOf: URL(filePath: raw)) == content)
        }
    }

    @Test("an OVA that VirtualBox writes gives its disk and what it says of the machine")
    func ova() async throws {
        try await Fixture.run { fixture in
            let spec = MachineSpec(memory: .mebibytes(64), cpus: 2, osType: "Debian_64", networks: [])
            let image = try await fixture.emptyImage()
            let machine = try await fixture.machine("vm", spec, image: .file(image))
            let archive = fixture.path("machine.ova")
            try await fixture.manage("export", machine.description, "-o", archive, "--manifest")
            try await ImageFile.withDisk(from: archive, places: ImagePlaces(in: fixture.path("cache"))) { lent in
                #expect(lent.format == .vmdk)
                #expect(lent.capacity == 16 << 20)
                #expect(lent.hints.osType == "Debian_64")
                #expect(lent.hints.cpus == 2)
                #expect(lent.hints.memory == .mebibytes(64))
                let disk = fixture.path("from-ova.vdi")
                try await fixture.manage("clonemedium", "disk", lent.path, disk, "--format", "VDI")
                try await fixture.manage("closemedium", "disk", lent.path)
            }
        }
    }
}
