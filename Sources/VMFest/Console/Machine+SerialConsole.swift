//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import NIOCore
import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Lends the guest's serial console to work: what the guest writes, and a way to write to it.
    ///
    /// The port must be a server, by TCP or, where the host is this computer, by a pipe; see
    /// ``SerialPort/Connection-swift.enum``. VirtualBox gives a line to one at a time: whoever comes second reads nothing
    /// until the first has gone. What the guest wrote before is not kept. The TCP port is open to everybody who reaches the
    /// host.
    ///
    /// ```swift
    /// try await machine.withSerialConsole { console in
    ///     try await console.write("root\r")
    ///     for try await piece in console.output { FileHandle.standardOutput.write(piece) }
    /// }
    /// ```
    ///
    /// Rests on `IMachine::getSerialPort`, and on VirtualBox's TCP server or pipe.
    ///
    /// - Parameters:
    ///   - slot: which serial port, from 0.
    ///   - limit: how long connecting may take.
    ///   - work: uses the console.
    /// - Returns: what the work gives.
    /// - Throws: ``VMFestError``: `invalidState` when the machine neither runs nor is paused, and when the port is no server;
    ///   `notSupported` for a pipe of another computer; `invalidArgument` for a port that no machine has; `failed` when
    ///   nothing answers; `noSuchMachine`; and the codes about the host; what the work throws.
    public func withSerialConsole<Value: Sendable>(
        port slot: Int = 0, within limit: Duration = .seconds(30),
        _ work: (SerialConsole) async throws -> Value
    ) async throws -> Value {
        let deadline = Deadline.within(limit)
        let channel = try await VMFestError.during("open the console", of: key) {
            let line = try await deadline.limit { try await serialLine(slot) }
            return try await line.connect(within: .milliseconds(max(1, Int64(limit / .milliseconds(1)))))
        }
        return try await SerialConsole.during(channel, work)
    }

    /// Where a serial port of the machine can be reached.
    private func serialLine(_ slot: Int) async throws -> SerialLine {
        guard let number = UInt32(exactly: slot), slot < 4 else {
            throw VMFestError(.invalidArgument, "\(slot) is no serial port; there are 0 to 3")
        }
        return try await host.service.withVirtualBox { scope in
            let machine = try await find(in: scope)
            let state = try await machine.currentState()
            guard [.running, .paused].contains(state) else {
                throw VMFestError(.invalidState, "it is \(state.rawValue), so its serial port can not be reached")
            }
            let port = try await machine.getSerialPort(slot: number)
            let folder = HostPath(try await machine.getSettingsFilePath()).folder
            let connection =
                try await port.getEnabled() ? SerialSlot(scope: scope, port: port, folder: folder).connection() : nil
            let remote = host.isThisComputer ? nil : URL(string: host.url)?.host() ?? host.url
            return try SerialLine(connection, slot: slot, host: remote)
        }
    }
}
