//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// One property of a host: how it is read and, where that is possible, written.
struct HostPropertyRow: Sendable {
    let name: String
    let kind: HostProperty.Kind
    let summary: String

    /// The words that it can be; empty where it is no choice.
    var words: [String] = []

    let read: @Sendable (Stage) async throws -> String
    var write: (@Sendable (SystemProperties, String) async throws -> Void)?

    /// What rows have at hand.
    struct Stage: Sendable {
        let scope: HostScope
        let system: SystemProperties
        /// Which limits moved to another interface in 7.1.
        let ports: HostPortCounts
    }

    /// A text that is read and written.
    static func text(
        _ name: String, _ summary: String,
        _ read: @escaping @Sendable (SystemProperties) async throws -> String,
        _ write: (@Sendable (SystemProperties, String) async throws -> Void)? = nil
    ) -> Self {
        Self(name: name, kind: .text, summary: summary, read: { stage in try await read(stage.system) }, write: write)
    }

    /// A number that is read and, where it can be set, written.
    static func number<Number: FixedWidthInteger & Sendable>(
        _ name: String, _ kind: HostProperty.Kind, _ summary: String,
        _ read: @escaping @Sendable (SystemProperties) async throws -> Number,
        _ write: (@Sendable (SystemProperties, Number) async throws -> Void)? = nil
    ) -> Self {
        var row = Self(name: name, kind: kind, summary: summary, read: { stage in "\(try await read(stage.system))" })
        if let write {
            row.write = { system, text in
                guard let number = Number(text) else {
                    throw VMFestError(.invalidArgument, "'\(text)' is no number for '\(name)'")
                }
                try await write(system, number)
            }
        }
        return row
    }

    /// Why a text can not be the value; nil where it can, as far as can be known without asking.
    func reason(against value: String) -> String? {
        guard write != nil else { return "can not be set" }
        switch kind {
        case .text, .list:
            return (try? value.texts()) == nil ? "has a character that can not be sent" : nil
        case .choice:
            return words.contains(value) ? nil : "is one of \(words.joined(separator: ", ")), not '\(value)'"
        case .percent:
            return Int(value).map { (0...100).contains($0) } == true ? nil : "is a number from 0 to 100, not '\(value)'"
        case .number, .mebibytes:
            return UInt32(value) == nil ? "is a whole number from 0 on, not '\(value)'" : nil
        case .bytes:
            return Int64(value).map { $0 >= 0 } == true ? nil : "is a whole number of bytes, not '\(value)'"
        }
    }
}
