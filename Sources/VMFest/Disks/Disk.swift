//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// A hard disk on a VirtualBox host, whatever machine uses it, or none.
///
/// A value like ``Machine``: it is the host and the UUID, and nothing is held open. A *data disk*, one that
/// ``Host/createDisk(_:_:_:)`` made, outlives the machines that it is attached to.
public struct Disk: Sendable, Hashable, Codable {
    /// The host that it is on.
    public let host: Host

    /// The disk's UUID, which is in its file, too.
    public let id: UUID

    init(host: Host, id: UUID) {
        self.host = host
        self.id = id
    }

    init(host: Host, key: String) throws {
        guard let id = UUID(uuidString: key) else {
            throw VMFestError(.failed, "the host says that a disk's UUID is '\(key)'")
        }
        self.init(host: host, id: id)
    }

    /// The UUID as VirtualBox writes it.
    var key: String { id.uuidString.lowercased() }
}

extension Disk: CustomStringConvertible {
    /// The UUID, in lower case.
    public var description: String { key }
}
