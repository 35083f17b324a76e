//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// Something that a command gives as its data.
///
/// Its JSON is what it encodes; the keys are documented where it is declared and in the command's help.
protocol Presentable: Encodable {
    /// For people.
    var text: String { get }

    /// What other commands take, one a line.
    var identifiers: [String] { get }
}

/// The form in which a command gives its data.
enum OutputFormat: Sendable, Hashable, CaseIterable {
    /// Tables and lists for people.
    case text
    /// JSON for programs, with its keys in alphabetical order.
    case json
    /// UUIDs only, one a line.
    case quiet
}

/// Writes what commands give, for all of them.
struct Renderer: Sendable, Hashable {
    let format: OutputFormat

    /// The text of a value in this form.
    func render(_ value: some Presentable) throws -> String {
        switch format {
        case .text: value.text
        case .json: try json(value)
        case .quiet: value.identifiers.joined(separator: "\n")
        }
    }

    /// Writes a value to the standard output.
    func show(_ value: some Presentable) throws {
        try StandardOutput.write(try render(value))
    }

    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
