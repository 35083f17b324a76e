//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Serial console", .virtualBox)
struct SerialConsoleTests {
    @Test("a console by TCP goes both ways, is given to one at a time, and ends with the machine")
    func tcp() async throws {
        try await Fixture.run { fixture in
            let port = Int.random(in: 20_000..<30_000)
            let guest = try await SerialGuest.start(in: fixture, .tcp("\(port)", isServer: true))
            let machine = guest.machine
            try await machine.withSerialConsole { console in
                #expect(try await guest.converse("one, two", on: console))
                try await machine.withSerialConsole { second in
                    for try await piece in second.output { Issue.record("the second got \(piece)") }
                }
            }
            let text = String(repeating: "x", count: 3000) + "\u{1D}."
            let whole = try await Self.eventually {
                try await machine.withSerialConsole {
                    try await guest.converse(text, on: $0)
                }
            }
            #expect(whole)

            let (opened, open) = AsyncStream<Void>.makeStream()
            let reading = Task {
                try await machine.withSerialConsole { console in
                    #expect(try await guest.converse("up", on: console))
                    open.finish()
                    for try await _ in console.output {}
                    await #expect(throws: VMFestError.self) {
                        for _ in 0..<100 { try await console.write("down") }
                    }
                }
            }
            for await _ in opened {}
            try await machine.powerOff()
            try await reading.value
        }
    }

    @Test("a console by a pipe goes both ways; a task that is cancelled gives it back")
    func pipe() async throws {
        try await Fixture.run { fixture in
            let guest = try await SerialGuest.start(in: fixture, .pipe(fixture.path("line"), isServer: true))
            let (opened, open) = AsyncStream<Void>.makeStream()
            let reading = Task {
                try await guest.machine.withSerialConsole { console in
                    #expect(try await guest.converse("first", on: console))
                    open.finish()
                    for try await _ in console.output {}
                }
            }
            for await _ in opened {}
            reading.cancel()
            await #expect(throws: CancellationError.self) { try await reading.value }
            let again = try await Self.eventually {
                try await guest.machine.withSerialConsole {
                    try await guest.converse("second", on: $0)
                }
            }
            #expect(again)
        }
    }

    @Test("the program passes its input to the guest and prints what comes back")
    func program() async throws {
        try await Fixture.run { fixture in
            let port = Int.random(in: 20_000..<30_000)
            let guest = try await SerialGuest.start(in: fixture, .tcp("\(port)", isServer: true))
            let isUp = try await guest.machine.withSerialConsole { try await guest.converse("up", on: $0) }
            #expect(isUp)
            let program = VMFestProgram(url: fixture.host.url)
            let name = try await guest.machine.info().name
            let outcome = try await program.run(["console", name, "--timeout", "5"], input: "hello")
            #expect(outcome.code == 0)
            #expect(outcome.output == "hello")
        }
    }

    @Test("without a port that is a server it says what to do")
    func refusals() async throws {
        try await Fixture.run { fixture in
            var spec = MachineSpec.small
            spec.serialPorts = [SerialPort(file: "console.log"), SerialPort(.tcp("localhost:1", isServer: false))]
            spec.serialPorts[1].enabled = false
            let machine = try await fixture.machine("file", spec)
            func refusal(_ port: Int) async throws -> VMFestError {
                try await #require(throws: VMFestError.self) {
                    try await machine.withSerialConsole(port: port) { _ in }
                }
            }
            #expect(try await refusal(0).message.contains("it is off"))
            try await machine.start()
            let file = try await refusal(0)
            #expect(file.code == .invalidState)
            #expect(file.message.contains("console.log"), "\(file)")
            #expect(file.message.contains("server: true"), "\(file)")
            #expect(try await refusal(1).message.contains("is not there"))
            #expect(try await refusal(3).code == .invalidState)
            #expect(try await refusal(4).code == .invalidArgument)
            #expect(try await refusal(-1).code == .invalidArgument)
        }
    }

    /// Tries until it is so: VirtualBox notices a moment later that a line was left, and takes nobody else before.
    private static func eventually(_ isSo: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<200 {
            if let answer = try? await isSo(), answer { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }
}
