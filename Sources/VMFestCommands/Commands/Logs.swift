//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// `vmfest logs`.
struct Logs: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints a machine's log, or what its guest writes to the serial console.",
        discussion: """
            The machine's log is what VirtualBox writes about its latest run. With --serial it is what the guest writes to \
            its first serial port, where that goes to a file (serialPorts in the spec), and the host is this computer.

            With --follow it goes on with what is added, until the machine does not run any more.

            EXAMPLES
              vmfest logs web
              vmfest logs web --serial --follow
              vmfest logs web --tail 20
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Flag(help: "What the guest writes to its serial console.")
    var serial = false

    @Flag(name: [.customShort("f"), .long], help: "Go on with what is added.")
    var follow = false

    @Option(name: [.customShort("n"), .long], help: ArgumentHelp("Only so many lines of the end.", valueName: "lines"))
    var tail: Int?

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if let tail, tail < 0 { throw ValidationError("--tail takes a number from 0 on.") }
    }

    func run() async throws {
        let source: LogSource = serial ? .serial : .machine
        try await host.withHost { host in
            do {
                let machine = try await host.machine(named: name)
                guard let tail else { return try await print(machine.log(source, following: follow)) }
                var end = LogTail(lines: tail)
                for try await piece in machine.log(source) { end.add(piece) }
                try FileHandle.standardOutput.write(contentsOf: end.bytes)
                if follow { try await print(machine.log(source, following: true, from: end.offset)) }
            } catch {
                throw error.about(name)
            }
        }
    }

    private func print(_ log: LogReading) async throws {
        for try await piece in log { try FileHandle.standardOutput.write(contentsOf: piece) }
        try Task.checkCancellation()
    }
}

/// The last lines of what is added to it.
struct LogTail: Sendable, Hashable {
    /// How many lines.
    let lines: Int

    /// The bytes of these lines.
    private(set) var bytes = Data()

    /// How many bytes were added.
    private(set) var offset: Int64 = 0

    init(lines: Int) {
        self.lines = lines
    }

    mutating func add(_ piece: Data) {
        offset += Int64(piece.count)
        bytes += piece
        var left = lines
        // The line feed at the very end ends the last line; it begins none.
        var place = bytes.endIndex - (bytes.last == 0x0A ? 1 : 0)
        while left > 0, let feed = bytes[..<place].lastIndex(of: 0x0A) {
            left -= 1
            place = feed
            if left == 0 { bytes = Data(bytes[(feed + 1)...]) }
        }
        if lines == 0 { bytes = Data() }
    }
}
