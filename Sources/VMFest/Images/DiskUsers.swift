//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Who needs a disk, or a disk that is based on it.
struct DiskUsers: Sendable {
    let scope: HostScope

    /// The names of the machines by their UUIDs; a disk that is based on it and of no machine counts with its path.
    func machines(of disk: Medium) async throws -> [String: String] {
        var found: [String: String] = [:]
        for id in try await disk.getMachineIds() {
            let name = try? await scope.findMachine(id)?.nameIfAccessible()
            found[id] = name ?? id
        }
        for child in try await disk.getChildren() {
            let users = try await machines(of: child)
            found.merge(users) { first, _ in first }
            guard users.isEmpty else { continue }
            let path = try await child.getLocation()
            found[path] = path
        }
        return found
    }

    /// - Throws: ``VMFestError`` with `inUse` and the names, where there are any.
    static func refuse(_ users: [String: String]) throws {
        guard !users.isEmpty else { return }
        let names = users.values.sorted().joined(separator: ", ")
        throw VMFestError(.inUse, "disks of these machines are based on it: \(names); destroy them first")
    }
}
