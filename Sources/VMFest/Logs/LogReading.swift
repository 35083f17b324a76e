//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation
import VirtualBox
import VirtualBoxAPI

/// A log of a machine, read piece by piece; see ``Machine/log(_:following:from:)``.
///
/// It holds nothing on the host between two pieces, so that it can be left at any time.
public struct LogReading: AsyncSequence, Sendable {
    /// Some bytes of the log; pieces end anywhere.
    public typealias Element = Data

    let machine: Machine
    let source: LogSource
    let isFollowing: Bool
    let offset: Int64

    /// Begins to read.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(machine: machine, source: source, isFollowing: isFollowing, offset: offset)
    }

    /// Reads a log.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let machine: Machine
        let source: LogSource
        let isFollowing: Bool
        var offset: Int64

        /// The next piece; nil at the end, which a log that is followed has when the machine does not run any more.
        public mutating func next() async throws -> Data? {
            while true {
                try Task.checkCancellation()
                let (piece, mayGrow) = try await machine.piece(of: source, from: offset)
                offset += Int64(piece.count)
                guard piece.isEmpty else { return piece }
                guard isFollowing, mayGrow else { return nil }
                // Neither VirtualBox nor a file tells when there is more.
                try await Task.sleep(for: .milliseconds(300))
            }
        }
    }
}

extension Machine {
    /// A log of the machine.
    ///
    /// Rests on `IMachine::readLog`; a serial port's file is read directly.
    ///
    /// - Parameters:
    ///   - source: which log.
    ///   - following: whether to wait at the end for more, for as long as the machine runs.
    ///   - offset: the byte to begin with.
    /// - Returns: the pieces of the log. Reading them throws ``VMFestError``: `noSuchFile` where there is no such log,
    ///   since the machine never ran, or its serial port does not go to a file; `notSupported` for a serial port of a host
    ///   that is not this computer; `noSuchMachine`; `inaccessible`; and the codes about the host.
    public func log(
        _ source: LogSource = .machine, following: Bool = false, from offset: Int64 = 0
    ) -> LogReading {
        LogReading(machine: self, source: source, isFollowing: following, offset: max(0, offset))
    }

    /// What is in a log from a place on, at most half a MiB, and whether more may come.
    fileprivate func piece(of source: LogSource, from offset: Int64) async throws -> (Data, Bool) {
        try await VMFestError.during("read the log", of: key) {
            try await host.service.withVirtualBox { scope in
                let machine = try await find(in: scope)
                // Asked before reading: what was written until then is read.
                let state = try await machine.currentState()
                guard state != .inaccessible else { throw await inaccessible(machine) }
                let mayGrow = ![.off, .aborted, .saved].contains(state)
                switch source {
                case .machine:
                    return (try await Self.piece(ofLogOf: machine, from: offset), mayGrow)
                case .serial:
                    return (try await Self.piece(of: serialFile(of: machine), from: offset), mayGrow)
                }
            }
        }
    }

    private static func piece(ofLogOf machine: VirtualBoxAPI.Machine, from offset: Int64) async throws -> Data {
        do {
            return try await machine.readLog(idx: 0, offset: offset, size: Int64(size)).data
        } catch let error as VirtualBoxError where error.code == .file {
            throw VMFestError(.noSuchFile, "its log can not be read, as it has none before it runs: \(error.message)")
        }
    }

    /// The file that the first serial port writes to.
    private func serialFile(of machine: VirtualBoxAPI.Machine) async throws -> String {
        guard let file = try await machine.serialFile() else {
            throw VMFestError(
                .noSuchFile,
                "its first serial port does not go to a file; a spec has 'serialPorts: [{file: console.log}]'")
        }
        guard host.isThisComputer else {
            throw VMFestError(
                .notSupported,
                "the serial port goes to '\(file)' on \(host.url), and VirtualBox gives no files of its host to others")
        }
        return file
    }

    private static func piece(of file: String, from offset: Int64) async throws -> Data {
        let log: OpenFile
        do {
            log = try await OpenFile.reading(file)
        } catch let error as VMFestError where error.code == .noSuchImage {
            throw VMFestError(.noSuchFile, "\(error.message); it is there once the machine has run")
        }
        return try await blocking { Data(try log.bytes(at: offset, count: size)) }
    }

    private static let size = 512 * 1024
}

extension VirtualBoxAPI.Machine {
    /// The file that the first serial port writes to; nil where it is not one.
    func serialFile() async throws -> String? {
        let port = try await getSerialPort(slot: 0)
        guard try await port.getEnabled(), try await port.getHostMode() == .rawFile else { return nil }
        return try await port.getPath()
    }
}
