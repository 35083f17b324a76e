//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// The form of the records that VMFest keeps in VirtualBox's extra data: JSON with its keys in order, and times as in
/// ISO 8601, to the second.
enum NoteForm {
    /// A record as it is written.
    static func text(of record: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(record), as: UTF8.self)
    }

    /// The record in a text.
    static func record<Record: Decodable>(_ type: Record.Type = Record.self, in text: String) throws -> Record {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: Data(text.utf8))
    }
}
