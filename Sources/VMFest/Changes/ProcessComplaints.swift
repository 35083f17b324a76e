//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// What a machine's process writes into its log when it can not follow a change.
///
/// VirtualBox takes a card's or a port's other connection of a machine that runs, says that all is well, and the guest has
/// none when the process could not make it. Only the log tells.
struct ProcessComplaints: Sendable {
    private let machine: VirtualBoxAPI.Machine
    private var offset: Int64 = 0

    /// Begins at the end of what is written by now.
    init(of machine: VirtualBoxAPI.Machine) async throws {
        self.machine = machine
        _ = try await read()
    }

    /// The error that tells what was complained of since; nil where nothing was.
    mutating func failure() async throws -> VMFestError? {
        let text = try await read()
        let reasons = Self.reasons(in: text)
        guard !reasons.isEmpty else { return nil }
        let advice = StartAdvice.on(text).map { "\n  \($0)" }.joined()
        return VMFestError(
            .failed, "the machine's process could not follow: \(reasons.joined(separator: "; "))\(advice)")
    }

    /// What in a log says that a change was not followed.
    static func reasons(in log: String) -> [String] {
        let lines = log.split(whereSeparator: \.isNewline)
        let isFailed = lines.contains { line in failures.contains { line.contains($0) } }
        guard isFailed else { return [] }
        // A place in VirtualBox's source stands in a line of its own.
        let words = lines.filter { $0.contains("VMSetError: ") && !$0.contains(".cpp(") }
            .compactMap { $0.components(after: "VMSetError: ") }
        if !words.isEmpty { return words }
        return lines.filter { line in failures.contains { line.contains($0) } }.map { line in
            line.components(after: "aText={")?.prefix { $0 != "}" }.description
                ?? line.components(after: "i_configNetwork: ") ?? String(line)
        }
    }

    private static let failures = ["Error attaching device", "Failed to change the serial port attachment"]

    private mutating func read() async throws -> String {
        var bytes: [UInt8] = []
        let piece: Int64 = 512 * 1024
        while true {
            let octets = try await machine.readLog(idx: 0, offset: offset, size: piece)
            offset += Int64(octets.data.count)
            bytes += octets.data
            if octets.data.count < piece { return String(decoding: bytes, as: UTF8.self) }
        }
    }
}

extension Substring {
    /// What comes after some words; nil where they are not there.
    fileprivate func components(after words: String) -> String? {
        range(of: words).map { String(self[$0.upperBound...]) }
    }
}
