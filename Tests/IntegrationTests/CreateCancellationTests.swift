//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("A create that is cancelled leaves nothing", .virtualBox)
struct CreateCancellationTests {
    private static func spec(_ data: String, _ size: DataSize? = nil) -> MachineSpec {
        // The cases run side by side, and a port of the host leads to one machine.
        let forward = PortForward(hostPort: Int.random(in: 30_000..<32_000), guestPort: 22)
        return MachineSpec(
            memory: .mebibytes(32), networks: [.nat(forwards: [forward])],
            storage: [.sata("SATA", devices: [nil, .newDisk(.mebibytes(4)), .disk(data), .dvd()])],
            bootDisk: BootDisk(controller: "SATA", size: size),
            serialPorts: [SerialPort(file: "console.log")])
    }

    @Test("after whichever call the task is cancelled", arguments: [nil, DataSize.mebibytes(24)])
    func everyCall(size: DataSize?) async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage()
            let spec = Self.spec(try await fixture.emptyImage("data.vdi"), size)
            let warmUp = try await fixture.machine("vm", spec, image: .file(image))
            try await warmUp.destroy()
            let before = fixture.host.callCount
            let whole = try await fixture.machine("vm", spec, image: .file(image))
            let calls = fixture.host.callCount - before
            try await whole.destroy()

            for moment in 1...calls {
                let start = fixture.host.callCount
                let finished = Kept<Bool>()
                let task = Task {
                    defer { finished.keep(true) }
                    return try await fixture.machine("vm", spec, image: .file(image))
                }
                while fixture.host.callCount < start + moment, finished.value == nil { await Task.yield() }
                task.cancel()
                let outcome = await task.result
                if let machine = try? outcome.get() {
                    try await machine.destroy()
                } else {
                    #expect(throws: CancellationError.self) { try outcome.get() }
                }
                #expect(try await !fixture.hasMachineFolder(), "after \(moment) of \(calls) calls")
                let media = try await fixture.ownMedia()
                #expect(media.isEmpty, "after \(moment) of \(calls) calls")
                guard media.isEmpty else { break }
            }
            #expect(try await fixture.host.inventory(.all).allSatisfy { !$0.name.hasPrefix(fixture.prefix) })
            #expect(FileManager.default.fileExists(atPath: image))
        }
    }

    @Test("at the time limit as well", arguments: [0, 5, 20, 40])
    func timeLimit(milliseconds: Int) async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage()
            let spec = Self.spec(try await fixture.emptyImage("data.vdi"))
            do {
                let machine = try await fixture.host.create(
                    fixture.name(), spec, image: .file(image), within: .milliseconds(milliseconds))
                #expect(milliseconds > 0)
                try await machine.destroy()
            } catch let error as VMFestError {
                #expect(error.code == .timeLimit, "\(error)")
            }
            #expect(try await !fixture.hasMachineFolder())
            #expect(try await fixture.ownMedia().isEmpty)
        }
    }
}
