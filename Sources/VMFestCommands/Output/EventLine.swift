//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// An event, as `events` gives it: one line, whatever the form.
struct EventLine: Encodable {
    var event: HostEvent
    var time: Date

    private enum CodingKeys: String, CodingKey {
        case time
    }

    func encode(to encoder: any Encoder) throws {
        try event.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(time, forKey: .time)
    }

    /// For programs, on one line.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// For people: the time, the kind, the machine, and what is known.
    var text: String {
        let words = [
            time.formatted(.iso8601), event.kind.rawValue, event.machine?.description ?? "-", detail,
        ]
        return words.joined(separator: " ").printable.trimmingCharacters(in: .whitespaces)
    }

    private var detail: String {
        switch event {
        case .state(_, let state): state.rawValue
        case .lock(_, let isLocked): isLocked ? "taken" : "free"
        case .property(_, let name, let value): value.map { "\(name)=\($0)" } ?? "\(name) removed"
        case .extraData(_, let key, let value): value.map { "\(key)=\($0)" } ?? "\(key) removed"
        case .snapshotTaken(_, let id), .snapshotRemoved(_, let id), .snapshotChanged(_, let id),
            .snapshotRestored(_, let id):
            id.uuidString.lowercased()
        case .mediumRegistered(let id, let kind), .mediumUnregistered(let id, let kind):
            "\(kind.rawValue) \(id.uuidString.lowercased())"
        case .forwardAdded(_, let name), .forwardRemoved(_, let name): name
        case .registered, .unregistered, .settings, .gap: ""
        }
    }
}
