//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox

import struct VMFest.Host

@Suite("Disk size on request", .virtualBox)
struct BootDiskSizeTests {
    private func spec(_ size: DataSize?) -> MachineSpec {
        var spec = MachineSpec.small
        spec.bootDisk.size = size
        return spec
    }

    /// A disk of 4 MiB and more with bytes that no other disk has, which VirtualBox does not know; gives its path and the bytes.
    private func image(
        _ fixture: Fixture, format: String = "VDI", more: Int = 0
    ) async throws -> (path: String, bytes: Data) {
        let bytes = Data((0..<((4 << 20) + more)).map { _ in UInt8.random(in: .min ... .max) })
        let raw = fixture.path("base.img")
        try bytes.write(to: URL(filePath: raw))
        let path = fixture.path("base." + format.lowercased())
        try await fixture.manage("convertfromraw", raw, path, "--format", format)
        return (path, bytes)
    }

    /// What a guest would read from a disk, from its first byte to its last.
    private func content(of disk: String, _ fixture: Fixture) async throws -> Data {
        let copy = fixture.path("copy-\(UInt32.random(in: .min ... .max)).img")
        try await fixture.manage("clonemedium", "disk", disk, copy, "--format", "RAW")
        try await fixture.manage("closemedium", "disk", copy)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        return try Data(contentsOf: URL(filePath: copy))
    }

    @Test(
        "each machine's own disk has the size that was asked for; the image is as it was, and beyond its end is nothing",
        arguments: ["VDI", "VMDK"], [0, 512 * 700])
    func grown(format: String, more: Int) async throws {
        try await Fixture.run { fixture in
            let (path, bytes) = try await image(fixture, format: format, more: more)
            let before = try Data(contentsOf: URL(filePath: path))
            let sizes: [(String, DataSize?, Int)] = [
                ("same", nil, bytes.count), ("equal", DataSize(bytes: Int64(bytes.count)), bytes.count),
                ("ten", .mebibytes(10), 10 << 20),
                ("odd", DataSize(bytes: (6 << 20) + 700), (6 << 20) + 1024), ("huge", .gibibytes(500), 500 << 30),
            ]
            for (name, size, expected) in sizes {
                let machine = try await fixture.machine(name, spec(size), image: .file(path))
                let disk = try #require(try await fixture.manage.info(machine.description)?["SATA-0-0"])
                if expected < 1 << 30 {
                    let content = try await content(of: disk, fixture)
                    #expect(content.count == expected, "\(name)")
                    #expect(content.prefix(bytes.count) == bytes, "\(name)")
                    #expect(content.dropFirst(bytes.count).allSatisfy { $0 == 0 }, "\(name)")
                } else {
                    #expect(try await fixture.capacity(ofBootDiskOf: machine.description) == expected >> 20)
                    let file = try FileManager.default.attributesOfItem(atPath: disk)[.size] as? Int
                    #expect(try #require(file) < 8 << 20, "an empty part takes no room")
                }
                try await machine.start()
                try await machine.destroy()
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
            #expect(try await fixture.media().allSatisfy { !$0.contains(fixture.prefix) })
        }
    }

    @Test(
        "a guest sees the size, reads zeros behind the image's end, and reads there what it wrote, also an image of it")
    func guest() async throws {
        try await Fixture.run { fixture in
            let image = try TestEnvironment.required(TestEnvironment.guestImage, "VMFEST_TEST_IMAGE")
            let before = try Data(contentsOf: URL(filePath: image))
            var spec = MachineSpec(memory: .mebibytes(128), serialPorts: [SerialPort(file: "console.log")])
            spec.bootDisk.size = .gibibytes(3)
            let script = """
                #!/bin/sh
                exec >/dev/ttyS0 2>&1
                echo "size $(cat /sys/class/block/sda/size)"
                dd if=/dev/sda bs=1048576 skip=3000 count=4 2>/dev/null | tr -d '\\0' | wc -c | sed 's/^/other than zero: /'
                dd if=/dev/urandom of=/tmp/bytes bs=4096 count=500 2>/dev/null
                for place in 500001 786432-500; do
                    dd if=/tmp/bytes of=/dev/sda bs=4096 seek=$((place)) conv=fsync 2>/dev/null || echo "not written"
                    echo 3 >/proc/sys/vm/drop_caches
                    dd if=/dev/sda bs=4096 skip=$((place)) count=500 2>/dev/null | cmp - /tmp/bytes && echo "same at $place"
                done
                echo "script done"

                """
            let machine = try await fixture.host.create(
                fixture.name(), spec, image: .file(image), firstBoot: FirstBoot(userData: try UserData(script)))
            try await machine.start()
            _ = try await machine.waitForGuestProperty("/VMFest/Ready", within: .patience)
            let folder = URL(filePath: try await machine.info().settingsFile).deletingLastPathComponent()
            let console = folder.appending(path: "console.log")
            try await eventually { try String(contentsOf: console, encoding: .utf8).contains("script done") }
            let text = try String(contentsOf: console, encoding: .utf8)
            #expect(text.contains("size 6291456"), "\(text)")
            #expect(text.contains("other than zero: 0"), "\(text)")
            #expect(text.contains("same at 500001") && text.contains("same at 786432-500"), "\(text)")
            #expect(try await machine.state() == .running)
            try await machine.powerOff()
            let disk = try #require(try await fixture.manage.info(machine.description)?["SATA-0-0"])
            let copy = fixture.path("copy.vdi")
            try await fixture.manage("clonemedium", "disk", disk, copy)
            try await fixture.manage("closemedium", "disk", copy)
            #expect(try Data(contentsOf: URL(filePath: image)) == before)
        }
    }

    @Test("a disk that is smaller than the image is refused with both sizes, before anything is made")
    func smaller() async throws {
        try await Fixture.run { fixture in
            let (path, _) = try await image(fixture)
            let error = try await #require(throws: VMFestError.self) {
                try await fixture.machine("small", spec(.mebibytes(3)), image: .file(path))
            }
            #expect(error.code == .invalidSpec)
            #expect(error.problems.first?.place == "bootDisk.size")
            #expect(error.description.contains("3 MiB") && error.description.contains("4 MiB"), "\(error)")
            #expect(fixture.host.calls.byOperation["IVirtualBox_createMachine"] == nil)
            #expect(try await fixture.media().allSatisfy { !$0.contains(fixture.prefix) })
        }
    }

    @Test("a size that no disk can have leaves nothing behind")
    func impossible() async throws {
        try await Fixture.run { fixture in
            let (path, _) = try await image(fixture)
            let error = try await #require(throws: VMFestError.self) {
                try await fixture.machine("vast", spec(DataSize(bytes: .max)), image: .file(path))
            }
            #expect(error.code == .invalidSpec)
            #expect(try await fixture.media().allSatisfy { !$0.contains(fixture.prefix) })
            #expect(try await fixture.host.inventory(.all).allSatisfy { !$0.name.hasPrefix(fixture.prefix) })
        }
    }

    @Test("many machines of different sizes are made from one image at once")
    func concurrent() async throws {
        try await Fixture.run { fixture in
            let (path, _) = try await image(fixture)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...8 {
                    group.addTask {
                        let host = Host(url: fixture.host.url)
                        let name = fixture.name("m\(number)")
                        _ = try await host.create(name, spec(.mebibytes(4 + number)), image: .file(path))
                        let capacity = try await fixture.capacity(ofBootDiskOf: name)
                        #expect(capacity == 4 + number)
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}

extension Fixture {
    /// The size of a machine's disk as VBoxManage sees it, in MiB.
    func capacity(ofBootDiskOf machine: String) async throws -> Int {
        let disk = try #require(try await manage.info(machine)?["SATA-0-0"])
        let facts = try await manage("showmediuminfo", "disk", disk)
        let line = facts.split(whereSeparator: \.isNewline).first { $0.hasPrefix("Capacity:") }
        return try #require(line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }, "\(facts)")
    }
}
