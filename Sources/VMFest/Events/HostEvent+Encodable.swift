//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

extension HostEvent: Encodable {
    private enum CodingKeys: String, CodingKey {
        case event, machine, state, locked, name, key, value, snapshot, medium, type
    }

    /// Writes the documented keys; a value that was removed is null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .event)
        try container.encodeIfPresent(machine?.key, forKey: .machine)
        switch self {
        case .state(_, let state):
            try container.encode(state, forKey: .state)
        case .lock(_, let isLocked):
            try container.encode(isLocked, forKey: .locked)
        case .property(_, let name, let value):
            try container.encode(name, forKey: .name)
            try container.encode(value, forKey: .value)
        case .extraData(_, let key, let value):
            try container.encode(key, forKey: .key)
            try container.encode(value, forKey: .value)
        case .snapshotTaken(_, let id), .snapshotRemoved(_, let id), .snapshotChanged(_, let id),
            .snapshotRestored(_, let id):
            try container.encode(id.uuidString.lowercased(), forKey: .snapshot)
        case .mediumRegistered(let id, let type), .mediumUnregistered(let id, let type):
            try container.encode(id.uuidString.lowercased(), forKey: .medium)
            try container.encode(type, forKey: .type)
        case .forwardAdded(_, let name), .forwardRemoved(_, let name):
            try container.encode(name, forKey: .name)
        case .registered, .unregistered, .settings, .gap:
            break
        }
    }
}
