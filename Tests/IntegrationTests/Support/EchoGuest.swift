//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

/// The smallest guest that listens, up in a few seconds.
///
/// Its boot sector writes a greeting to the screen and the serial port, and then each key that the firmware reads to the
/// serial port, as its character and its scan code.
struct EchoGuest: Sendable {
    let machine: Machine

    /// What it wrote to its serial port.
    let log: String

    /// Makes one and starts it; returns when it listens.
    static func start(in fixture: Fixture) async throws -> EchoGuest {
        let raw = fixture.path("echo.img")
        let path = fixture.path("echo.vdi")
        try Data(sector + [UInt8](repeating: 0, count: 1 << 20)).write(to: URL(filePath: raw))
        try await fixture.manage("convertfromraw", raw, path, "--format", "VDI")
        let log = fixture.path("echo.log")
        let spec = MachineSpec(memory: .mebibytes(32), networks: [], serialPorts: [SerialPort(file: log)])
        let machine = try await fixture.host.create(fixture.name("echo"), spec, image: .file(path))
        try await machine.start()
        let guest = EchoGuest(machine: machine, log: log)
        try await guest.wait { $0.starts(with: greeting.utf8) }
        return guest
    }

    static let greeting = "echo\n"

    /// What it wrote of keys: a character and a scan code for each.
    func keys() -> [UInt8] {
        Array((FileManager.default.contents(atPath: log) ?? Data()).dropFirst(Self.greeting.utf8.count))
    }

    /// Waits until what it wrote is as wanted.
    func wait(_ isSo: @Sendable (Data) -> Bool) async throws {
        let end = ContinuousClock.now.advanced(by: .patience)
        while !isSo(FileManager.default.contents(atPath: log) ?? Data()) {
            try #require(ContinuousClock.now < end, "the guest should have written more than \(keys())")
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// The boot sector.
    private static var sector: [UInt8] {
        let code: [UInt8] = [
            0x31, 0xC0,  // xor ax, ax
            0x8E, 0xD8,  // mov ds, ax
            0xBE, 0x00, 0x7D,  // mov si, text
            // greet:
            0xAC,  // lodsb
            0x84, 0xC0,  // test al, al
            0x74, 0x0C,  // jz listen
            0xE8, 0x19, 0x00,  // call put
            0xB4, 0x0E,  // mov ah, 0x0E: to the screen
            0xBB, 0x07, 0x00,  // mov bx, 7
            0xCD, 0x10,  // int 0x10
            0xEB, 0xEF,  // jmp greet
            // listen:
            0xB4, 0x10,  // mov ah, 0x10: the next key
            0xCD, 0x16,  // int 0x16
            0x50,  // push ax
            0xE8, 0x08, 0x00,  // call put
            0x58,  // pop ax
            0x88, 0xE0,  // mov al, ah
            0xE8, 0x02, 0x00,  // call put
            0xEB, 0xF0,  // jmp listen
            // put:
            0x50,  // push ax
            // wait:
            0xBA, 0xFD, 0x03,  // mov dx, 0x3FD
            0xEC,  // in al, dx
            0xA8, 0x20,  // test al, 0x20
            0x74, 0xF8,  // jz wait
            0x58,  // pop ax
            0xBA, 0xF8, 0x03,  // mov dx, 0x3F8
            0xEE,  // out dx, al
            0xC3,  // ret
        ]
        return BootSector.bytes(code, data: Array(greeting.utf8))
    }
}
