//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import TestSupport
import Testing
import VirtualBox
import VirtualBoxAPI

@testable import VMFest

struct SizeTests {
    private static let mine = Size(
        name: "mine", cpus: 3, memory: .gibibytes(3), videoMemory: .mebibytes(64), disk: .gibibytes(30))

    private static func image(
        _ architecture: ImageInfo.Architecture = .x86, minimumDisk: DataSize? = nil
    ) -> ImageInfo {
        ImageInfo(
            name: "debian", osType: "Debian12_64", architecture: architecture, firmware: .efi, description: "",
            capacity: 20 << 30, minimumDisk: minimumDisk?.bytes, source: "", created: Date(timeIntervalSince1970: 0),
            disk: UUID(), path: "/debian.vdi", fileSize: 1)
    }

    @Test("The built-in sizes grow, are named alike, and are known as built in")
    func builtIn() {
        #expect(Size.builtIn.map(\.name) == ["nano", "micro", "small", "medium", "large", "xlarge"])
        for (size, next) in zip(Size.builtIn, Size.builtIn.dropFirst()) {
            #expect(size.memory < next.memory && size.cpus <= next.cpus)
        }
        #expect(Size.builtIn.allSatisfy { $0.isBuiltIn })
        var changed = Size.small
        changed.cpus = 7
        #expect(!changed.isBuiltIn)
        #expect(!Self.mine.isBuiltIn)
    }

    @Test("JSON has the documented keys, and newer ones are passed over")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(Self.mine), as: UTF8.self)
        #expect(
            text == #"{"builtIn":false,"cpus":3,"disk":32212254720,"memoryMiB":3072,"name":"mine","videoMemoryMiB":64}"#
        )
        let newer = text.replacing("{", with: #"{"gpus":[1],"#, maxReplacements: 1)
        #expect(try JSONDecoder().decode(Size.self, from: Data(newer.utf8)) == Self.mine)
    }

    @Test("Size, image and caller have their say in this order")
    func order() throws {
        let plain = try Self.mine.spec()
        #expect((plain.cpus, plain.memory, plain.graphics.videoMemory) == (3, .gibibytes(3), .mebibytes(64)))
        #expect(plain.firmware == .bios && plain.bootDisk.size == nil)
        let made = try Self.mine.spec(for: Self.image())
        #expect(made.firmware == .efi && made.osType == "Debian12_64")
        #expect(made.bootDisk.size == .gibibytes(30))
        #expect(try Size.nano.spec(for: Self.image()).bootDisk.size == nil)
        #expect(try Size.small.spec(for: Self.image()).bootDisk.size == nil, "10 GiB are less than the image has")
        let least = Self.image(minimumDisk: .gibibytes(50))
        #expect(try Self.mine.spec(for: least).bootDisk.size == .gibibytes(50))
        let changed = try Self.mine.spec(for: Self.image()) { spec in
            spec.cpus = 1
            spec.firmware = .bios
            spec.bootDisk.size = .gibibytes(25)
        }
        #expect((changed.cpus, changed.firmware, changed.bootDisk.size) == (1, .bios, .gibibytes(25)))
    }

    @Test("What the image can not bear is refused, all of it at once and with the reason")
    func refusals() throws {
        let error = try #require(throws: VMFestError.self) {
            try Size.micro.spec(for: Self.image(.arm)) { $0.bootDisk.size = .gibibytes(1) }
        }
        #expect(error.code == .invalidSpec)
        #expect(error.problems.map(\.place) == ["memory", "bootDisk.size"])
        #expect(error.description.contains("ARM") && error.description.contains("less than 1 GiB"))
        #expect(error.description.contains("1 GiB is less than the 20 GiB of the image 'debian'"))
        #expect(try Size.small.spec(for: Self.image(.arm)).memory == .gibibytes(1))
        let least = try #require(throws: VMFestError.self) {
            try Size.micro.spec(for: Self.image(minimumDisk: .gibibytes(50))) { $0.bootDisk.size = .gibibytes(40) }
        }
        #expect(least.problems.first?.message.contains("50 GiB") == true)
    }

    @Test("Image, host and VirtualBox are compared, and an error names all three")
    func architecture() throws {
        let pc = HostPlatforms(processor: .x86, ofMachines: [.x86])
        let mac = HostPlatforms(processor: .arm, ofMachines: [.arm])
        let both = HostPlatforms(processor: .arm, ofMachines: [.x86, .arm])
        try Self.image(.x86).checkArchitecture(pc)
        try Self.image(.x86).checkArchitecture(both)
        for (architecture, platforms, words) in [
            (ImageInfo.Architecture.arm, pc, ["for ARM", "processor is x86", "machines for x86 only"]),
            (.x86, mac, ["for x86", "processor is ARM", "machines for ARM only"]),
            (.arm, both, ["for ARM", "processor is ARM", "machines for x86 and ARM", "VMFest"]),
        ] {
            let error = try #require(throws: VMFestError.self) {
                try Self.image(architecture).checkArchitecture(platforms)
            }
            #expect(error.code == .notSupported)
            for word in words { #expect(error.message.contains(word), "\(error.message)") }
        }
    }

    @Test("Everything that a host can not make is said at once")
    func problems() {
        #expect(Self.mine.problems(within: .sample).isEmpty)
        let bad = Size(
            name: "Bad one", cpus: 0, memory: .gibibytes(5), videoMemory: .mebibytes(300), disk: DataSize(bytes: 512))
        #expect(bad.problems(within: .sample).map(\.place) == ["name", "cpus", "memory", "videoMemory", "disk"])
    }

    @Test("Records that can not be read, or bear another name or a built-in one, are passed over")
    func records() async throws {
        let good = String(decoding: try JSONEncoder().encode(Self.mine), as: UTF8.self)
        let small = String(decoding: try JSONEncoder().encode(Size.small), as: UTF8.self)
        let channel = ScriptedChannel([
            "IVirtualBox_getExtraDataKeys": [
                .values(
                    "vmfest/sizes/mine", "vmfest/sizes/a", "vmfest/sizes/b", "vmfest/sizes/small", "vmfest/images/x")
            ],
            "IVirtualBox_getExtraData vmfest/sizes/mine": [.value(good)],
            "IVirtualBox_getExtraData vmfest/sizes/a": [.value("{")],
            "IVirtualBox_getExtraData vmfest/sizes/b": [.value(good)],
            "IVirtualBox_getExtraData vmfest/sizes/small": [.value(small.replacing("1024", with: "1"))],
        ])
        #expect(try await SizeCatalogue(.scripted(channel)).sizes() == Size.builtIn + [Self.mine])
        let error = try await #require(throws: VMFestError.self) {
            try await SizeCatalogue(.scripted(channel)).required("huge")
        }
        #expect(error.code == .noSuchSize)
        #expect(error.message.contains("nano, micro, small, medium, large, xlarge, mine"))
    }

    @Test("A disk becomes as large as the caller says, else as size and image want, in whole sectors")
    func diskSize() throws {
        let capacity = Int64(20) << 30
        func bytes(_ asked: DataSize?, _ size: Size? = nil, least: DataSize? = nil) throws -> Int64? {
            var spec = MachineSpec()
            spec.bootDisk.size = asked
            let image = BootImage(path: "/debian.vdi", info: Self.image(minimumDisk: least))
            return try image.diskSize(spec, size, capacity: capacity)
        }
        #expect(try bytes(nil) == nil)
        #expect(try bytes(DataSize(bytes: capacity)) == nil, "equal is nothing to do")
        #expect(try bytes(DataSize(bytes: capacity + 1)) == capacity + 512)
        #expect(try bytes(nil, Self.mine) == 30 << 30)
        #expect(try bytes(nil, Self.mine, least: .gibibytes(50)) == 50 << 30)
        #expect(try bytes(.gibibytes(25), Self.mine, least: .gibibytes(50)) == 25 << 30)
        let error = try #require(throws: VMFestError.self) { try bytes(DataSize(bytes: capacity - 1)) }
        #expect(error.code == .invalidSpec)
    }
}
