//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// The smallest disc that passes for Debian's, and installs something: what it boots writes one sector to the first hard
/// disk, and resets the machine; when it finds that there, it does nothing more.
struct InstallerImage {
    /// What it writes.
    static let product = "installed"

    /// What it says that it is; empty for nothing that anybody knows.
    var label = "Debian GNU/Linux 12.5.0 \"Bookworm\" - Official amd64 NETINST with firmware 20240210-11:27"

    /// Whether it ends by resetting the machine; else it never ends.
    var endsAtReset = true

    private static let sector = 2_048
    private static let (paths, root, catalog) = (19, 20, 23)

    private var folders: [(name: String, files: [(name: String, bytes: [UInt8])])] {
        let menu =
            "default install\nlabel install\n\tkernel /install.amd/vmlinuz\n\tappend initrd=/initrd.gz --- quiet \n"
        let configuration =
            "# D-I config version 2.0\npath \ninclude menu.cfg\ndefault vesamenu.c32\nprompt 0\ntimeout 0\n"
        return [
            (".disk", [("info", Array(label.utf8))]),
            (
                "isolinux",
                [("isolinux.bin", boot), ("isolinux.cfg", Array(configuration.utf8)), ("txt.cfg", Array(menu.utf8))]
            ),
        ]
    }

    /// What is booted.
    private var boot: [UInt8] {
        var code: [UInt8] = [
            0x31, 0xC0,  // xor ax, ax
            0x8E, 0xD8,  // mov ds, ax
            0x8E, 0xC0,  // mov es, ax
            0xB8, 0x01, 0x02,  // mov ax, 0x0201: read one sector
            0xBB, 0x00, 0x7E,  // mov bx, 0x7E00
            0xB9, 0x01, 0x00,  // mov cx, 1
            0xBA, 0x80, 0x00,  // mov dx, 0x80: of the first disk
            0xCD, 0x13,  // int 0x13
            0x80, 0x3E, 0x00, 0x7E, 0x69,  // cmp byte [0x7E00], 'i': what is installed stays
            0x74, endsAtReset ? 0x12 : 0x0E,  // je halt
            0xB8, 0x01, 0x03,  // mov ax, 0x0301: write one sector
            0xBB, 0x00, 0x7D,  // mov bx, product
            0xB9, 0x01, 0x00,  // mov cx, 1
            0xBA, 0x80, 0x00,  // mov dx, 0x80
            0xCD, 0x13,  // int 0x13
        ]
        if endsAtReset {
            // mov al, 0xFE; out 0x64, al
            code.append(contentsOf: [0xB0, 0xFE, 0xE6, 0x64])
        }
        // halt: hlt; jmp halt
        code.append(contentsOf: [0xF4, 0xEB, 0xFD])
        code.append(contentsOf: Self.zeros(256 - code.count))
        code.append(contentsOf: Self.product.utf8)
        return Self.padded(code)
    }

    /// The whole image.
    var bytes: [UInt8] {
        var place = Self.catalog + 1
        var data: [UInt8] = []
        var bootPlace = 0
        var directories: [[UInt8]] = []
        for folder in folders {
            var directory = Self.record([0], Self.root + 1 + directories.count) + Self.record([1], Self.root)
            for file in folder.files {
                if file.name == "isolinux.bin" { bootPlace = place }
                directory += Self.record(Array((file.name + ";1").utf8), place, size: file.bytes.count, flags: 0)
                let padded = Self.padded(file.bytes)
                data += padded
                place += padded.count / Self.sector
            }
            directories.append(directory)
        }
        var rootDirectory = Self.record([0], Self.root) + Self.record([1], Self.root)
        var paths: [UInt8] = [1, 0]
        paths += Self.little(Self.root, 4)
        paths += [1, 0, 0, 0]
        for (index, folder) in folders.enumerated() {
            let name = Array(folder.name.utf8)
            rootDirectory += Self.record(name, Self.root + 1 + index)
            paths += [UInt8(name.count), 0]
            paths += Self.little(Self.root + 1 + index, 4)
            paths += [1, 0]
            paths += name
            if !name.count.isMultiple(of: 2) { paths.append(0) }
        }
        var boot: [UInt8] = [0]
        boot += Array("CD001\u{1}EL TORITO SPECIFICATION".utf8)
        boot += Self.zeros(41)
        boot += Self.little(Self.catalog, 4)
        var image = Self.zeros(16 * Self.sector)
        image += Self.padded(Self.volume(sectors: place + 150, paths: paths.count))
        image += Self.padded(boot)
        image += Self.padded([255] + Array("CD001\u{1}".utf8))
        image += Self.padded(paths)
        image += Self.padded(rootDirectory)
        for directory in directories { image += Self.padded(directory) }
        image += Self.padded(Self.bootCatalog(bootPlace))
        image += data
        // Readers look a little behind the end.
        return image + Self.zeros(150 * Self.sector)
    }

    private static func volume(sectors: Int, paths length: Int) -> [UInt8] {
        var volume: [UInt8] = [1]
        volume += Array("CD001\u{1}\0".utf8)
        volume += blanks(32)
        volume += Array("TEST".utf8)
        volume += blanks(28)
        volume += zeros(8)
        volume += both(sectors, 4)
        volume += zeros(32)
        volume += both(1, 2) + both(1, 2) + both(sector, 2)
        volume += both(length, 4)
        volume += little(paths, 4)
        volume += zeros(12)
        volume += record([0], root)
        volume += blanks(4 * 128 + 3 * 37)
        for _ in 0..<4 { volume += [UInt8](repeating: 0x30, count: 16) + [0] }
        volume.append(1)
        return volume
    }

    /// Says that one place is booted, without a pretended floppy.
    private static func bootCatalog(_ place: Int) -> [UInt8] {
        var catalog: [UInt8] = [1]
        catalog += zeros(27)
        // The words of the first entry add up to nothing.
        catalog += little(0x1_0000 - 0x0001 - 0xAA55, 2)
        catalog += [0x55, 0xAA, 0x88, 0, 0, 0, 0, 0, 4, 0]
        catalog += little(place, 4)
        return catalog
    }

    private static func record(_ name: [UInt8], _ place: Int, size: Int = sector, flags: UInt8 = 2) -> [UInt8] {
        var record: [UInt8] = [0]
        record += both(place, 4)
        record += both(size, 4)
        record += [126, 1, 1, 0, 0, 0, 0, flags, 0, 0]
        record += both(1, 2)
        record.append(UInt8(name.count))
        record += name
        if name.count.isMultiple(of: 2) { record.append(0) }
        return [UInt8(record.count + 1)] + record
    }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
    private static func blanks(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x20, count: count) }

    private static func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + zeros((sector - bytes.count % sector) % sector)
    }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func both(_ number: Int, _ count: Int) -> [UInt8] {
        little(number, count) + little(number, count).reversed()
    }
}
