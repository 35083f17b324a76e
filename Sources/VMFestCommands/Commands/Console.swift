//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// `vmfest console`.
struct Console: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Opens the serial console of a machine's guest, both ways.",
        discussion: """
            Every key goes to the guest, Ctrl-C too; Ctrl-] ends the console and leaves the machine as it is. It also ends \
            when the machine stops. Without a terminal the standard input goes to the guest as it is, and what the guest \
            writes goes on until the machine stops or the time limit passes, which then is no failure.

            The machine needs a serial port that is a server: in its spec 'serialPorts: [{tcp: "2023", server: true}]' or, \
            on this computer, '[{pipe: /tmp/web.pipe, server: true}]'. With another host only tcp works. The guest needs \
            a console on that port, with Linux 'console=ttyS0'. One console is open at a time; what the guest wrote \
            before is not shown.

            EXAMPLES
              vmfest console web
              vmfest console web --port 1
              printf 'root\\r' | vmfest console web --timeout 10
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Option(help: ArgumentHelp("Which serial port, from 0.", valueName: "number"))
    var port = 0

    @Option(help: .timeLimit("End after so long. Default: no limit."))
    var timeout: TimeLimit?

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if !(0...3).contains(port) { throw ValidationError("A machine has the serial ports 0 to 3.") }
    }

    func run() async throws {
        let (port, limit) = (port, timeout?.duration)
        try await host.withHost { host in
            do {
                let machine = try await host.machine(named: name)
                let end = try await machine.withSerialConsole(port: port) { console in
                    if RawTerminal.isThere { Diagnostics.standard.say("connected to \(name); Ctrl-] ends") }
                    let end = try await RawTerminal.during { isTerminal in
                        try await Self.converse(with: console, isTerminal, limit)
                    }
                    if RawTerminal.isThere {
                        // What the guest wrote last may not have ended its line.
                        try? StandardOutput.pass(Data("\n".utf8))
                        Diagnostics.standard.say("the console is closed")
                    }
                    return end
                }
                guard end == .line, try await machine.info().state == .running else { return }
                throw Failure(
                    .failed, "VirtualBox ended the line: it gives it to one at a time, and somebody else has it")
            } catch {
                throw error.about(name)
            }
        }
    }

    /// What ended a console.
    private enum End {
        case key, line, time
    }

    /// Passes on what both sides say until either ends it, or the time has passed.
    private static func converse(
        with console: SerialConsole, _ isTerminal: Bool, _ limit: Duration?
    ) async throws -> End {
        try await withThrowingTaskGroup(of: End?.self) { group in
            group.addTask {
                for try await data in console.output { try StandardOutput.pass(data) }
                return .line
            }
            group.addTask {
                var keys = ConsoleKeys()
                for try await data in TypedInput() {
                    try await console.write(isTerminal ? keys.take(data) : data)
                    if keys.hasEnded { return .key }
                }
                return isTerminal ? .key : nil
            }
            if let limit {
                group.addTask {
                    try await Task.sleep(for: limit)
                    return .time
                }
            }
            defer { group.cancelAll() }
            while let end = try await group.next() {
                if let end { return end }
            }
            throw CancellationError()
        }
    }
}
