//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import Yams

struct StorageDeviceTests {
    private static let shapes: [(String, StorageDevice)] = [
        ("dvd", .dvd()), ("floppy", .floppy()), ("dvd: /iso/a.iso", .dvd("/iso/a.iso")),
        ("floppy: /a.img", .floppy("/a.img")), ("disk: /data/a.vdi", .disk("/data/a.vdi")),
        ("newDisk: 10 GiB", .newDisk(.gibibytes(10))), ("newDisk: 64", .newDisk(.mebibytes(64))),
        ("dvd:", .dvd()), ("floppy: null", .floppy()),
    ]

    @Test("A device is a drive's name, or one key with a path or a size", arguments: shapes)
    func read(yaml: String, device: StorageDevice) throws {
        #expect(try YAMLDecoder().decode(StorageDevice.self, from: yaml) == device)
    }

    @Test("A device is written in the shape that is read", arguments: shapes.map(\.1))
    func written(device: StorageDevice) throws {
        #expect(try YAMLDecoder().decode(StorageDevice.self, from: YAMLEncoder().encode(device)) == device)
        #expect(try JSONDecoder().decode(StorageDevice.self, from: JSONEncoder().encode(device)) == device)
    }

    @Test(
        "Anything else is no device",
        arguments: [
            "disk", "newDisk", "tape", "5", "[]", "{}", "newDisk:", "newDisk: x", "disk: []",
            "{disk: /a, dvd: /b}", "tape: /a", "{dvd: /a, tape: /b}",
        ])
    func refused(yaml: String) {
        #expect(throws: DecodingError.self) { try YAMLDecoder().decode(StorageDevice.self, from: yaml) }
    }
}
