//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// The smallest guest with a console: its boot sector gives back each byte that it gets by its serial port.
struct SerialGuest: Sendable {
    let machine: Machine

    /// Makes one, with its serial port connected in some way, and starts it.
    static func start(in fixture: Fixture, _ connection: SerialPort.Connection) async throws -> SerialGuest {
        let name = "serial-\(UInt16.random(in: .min ... .max))"
        let (raw, path) = (fixture.path(name + ".img"), fixture.path(name + ".vdi"))
        try Data(sector + [UInt8](repeating: 0, count: 1 << 20)).write(to: URL(filePath: raw))
        try await fixture.manage("convertfromraw", raw, path, "--format", "VDI")
        let spec = MachineSpec(memory: .mebibytes(32), networks: [], serialPorts: [SerialPort(connection)])
        let machine = try await fixture.host.create(fixture.name(name), spec, image: .file(path))
        try await machine.start()
        return SerialGuest(machine: machine)
    }

    /// Says something and waits until it is given back.
    func converse(_ text: String, on console: SerialConsole) async throws -> Bool {
        try await console.write(text)
        var heard = Data()
        for try await piece in console.output {
            heard += piece
            if String(decoding: heard, as: UTF8.self).contains(text) { return true }
        }
        return false
    }

    /// The boot sector.
    private static var sector: [UInt8] {
        let code: [UInt8] = [
            // listen:
            0xBA, 0xFD, 0x03,  // mov dx, 0x3FD
            0xEC,  // in al, dx
            0xA8, 0x01,  // test al, 1
            0x74, 0xF8,  // jz listen
            0xBA, 0xF8, 0x03,  // mov dx, 0x3F8
            0xEC,  // in al, dx
            0x50,  // push ax
            0xBA, 0xFD, 0x03,  // mov dx, 0x3FD
            // wait:
            0xEC,  // in al, dx
            0xA8, 0x20,  // test al, 0x20
            0x74, 0xFB,  // jz wait
            0x58,  // pop ax
            0xBA, 0xF8, 0x03,  // mov dx, 0x3F8
            0xEE,  // out dx, al
            0xEB, 0xE4,  // jmp listen
        ]
        return BootSector.bytes(code)
    }
}
