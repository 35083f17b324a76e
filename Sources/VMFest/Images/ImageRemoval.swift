//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Removes an image, unless disks of machines are based on it; also one that was left half-made.
struct ImageRemoval: Sendable {
    let scope: HostScope
    let name: String

    func run() async throws {
        let catalogue = ImageCatalogue(scope)
        let record = try await catalogue.record(name)
        let path = if let record { HostPath(record.path) } else { try await catalogue.path(of: name) }
        let base = try await catalogue.knownDisk(at: path)
        guard record != nil || base != nil else {
            throw VMFestError(.noSuchImage, "the catalogue of \(scope.service.configuration.url) has no such image")
        }
        if let base { try await refuseInUse(base) }
        // Invisible first: who wants to use it from here on is told that there is none.
        try await uncancelled {
            try await catalogue.erase(name)
            guard let base else { return }
            do {
                try await delete(base)
            } catch {
                if let record { try? await catalogue.write(record) }
                throw error
            }
        }
    }

    /// Refuses to remove what machines need; warm templates that nothing was cloned from are removed with it.
    private func refuseInUse(_ base: Medium) async throws {
        let templates = try await WarmTemplates(scope: scope).all()
        let users = DiskUsers(scope: scope)
        let own = try await users.machines(of: base)
        try DiskUsers.refuse(own.filter { user in !templates.contains { $0.id == user.key } })
        for template in templates where own[template.id] != nil {
            try await WarmRemoval(scope: scope, template: template).run()
        }
    }

    /// Deletes the base disk; one whose file is gone is forgotten.
    ///
    /// Somebody else may be deleting it, or making a disk on it: then it is locked for a moment, and gone or needed after
    /// that.
    private func delete(_ base: Medium) async throws {
        let deadline = Deadline.within(.seconds(30))
        while true {
            do {
                return try await scope.finish(base.deleteStorage(), of: "IMedium_deleteStorage")
            } catch let error as VirtualBoxError where error.isClosedMedium {
                return
            } catch let error as VirtualBoxError {
                do {
                    try await refuseInUse(base)
                    switch try await base.refreshState() {
                    // What VirtualBox says of one that somebody else has just deleted.
                    case .notCreated: return
                    case .inaccessible: return try await base.close()
                    default: break
                    }
                } catch let error as VirtualBoxError where error.isClosedMedium {
                    return
                }
                guard error.code == .inUse, !deadline.hasPassed else { throw error }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}
