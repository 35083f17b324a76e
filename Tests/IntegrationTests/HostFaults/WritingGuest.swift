//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// The smallest guest that writes to its disk: its boot sector writes into 8 blocks of 1 MiB, one after another, says `.` by its
/// serial port after each and `E` where it was told that it failed, and `!` at the end.
enum WritingGuest {
    /// Makes the image of one.
    static func image(in fixture: Fixture) async throws -> String {
        let (raw, path) = (fixture.path("writer.img"), fixture.path("writer.vdi"))
        try Data(sector + [UInt8](repeating: 0, count: 12 << 20)).write(to: URL(filePath: raw))
        try await fixture.manage("convertfromraw", raw, path, "--format", "VDI")
        return path
    }

    /// The boot sector.
    private static var sector: [UInt8] {
        let code: [UInt8] = [
            0x31, 0xC0,  // xor ax, ax
            0x8E, 0xD8,  // mov ds, ax
            0xBE, 0x00, 0x7D,  // mov si, packet
            // next:
            0xB8, 0x00, 0x43,  // mov ax, 0x4300: write to
            0xB2, 0x80,  // mov dl, 0x80: the first disk
            0xCD, 0x13,  // int 0x13
            0xB0, 0x2E,  // mov al, '.'
            0x73, 0x02,  // jnc say
            0xB0, 0x45,  // mov al, 'E'
            // say:
            0x50,  // push ax
            0xBA, 0xFD, 0x03,  // mov dx, 0x3FD
            // wait:
            0xEC,  // in al, dx
            0xA8, 0x20,  // test al, 0x20
            0x74, 0xFB,  // jz wait
            0x58,  // pop ax
            0xBA, 0xF8, 0x03,  // mov dx, 0x3F8
            0xEE,  // out dx, al
            0x3C, 0x2E,  // cmp al, '.'
            0x75, 0xE1,  // jne next: the same again
            0x81, 0x06, 0x08, 0x7D, 0x00, 0x08,  // add word [sector], 2048
            0x81, 0x3E, 0x08, 0x7D, 0x00, 0x48,  // cmp word [sector], 9 * 2048
            0x72, 0xD3,  // jb next
            0xB0, 0x21,  // mov al, '!'
            0xEE,  // out dx, al
            // end:
            0xF4,  // hlt
            0xEB, 0xFD,  // jmp end
        ]
        // 127 sectors from 0x7C00 on, to sector 2048.
        let packet: [UInt8] = [16, 0, 127, 0, 0x00, 0x00, 0xC0, 0x07, 0x00, 0x08, 0, 0, 0, 0, 0, 0]
        return BootSector.bytes(code, data: packet)
    }
}
