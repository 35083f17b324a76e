//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation
import VirtualBox
import VirtualBoxAPI

/// A machine on a host: a value that says which one, never a connection to it.
///
/// It stays good for as long as the machine exists, across restarts of the web service and of programs, and can be
/// stored. Everything about the machine is asked of the host each time.
public struct Machine: Sendable, Hashable, Codable {
    /// The host that it is on.
    public let host: Host

    /// The machine's UUID, which VirtualBox gave it and which never changes.
    public let id: UUID

    init(host: Host, id: UUID) {
        self.host = host
        self.id = id
    }

    /// - Parameter key: the UUID, as VirtualBox writes it.
    init(host: Host, key: String) throws {
        guard let id = UUID(uuidString: key) else {
            throw VirtualBoxError(.unexpected, "'\(key)' is no UUID", operation: "IMachine_getId")
        }
        self.init(host: host, id: id)
    }

    /// The UUID as VirtualBox writes it.
    var key: String { id.uuidString.lowercased() }
}

extension Machine: CustomStringConvertible {
    /// The UUID, in lower case.
    public var description: String { key }
}
