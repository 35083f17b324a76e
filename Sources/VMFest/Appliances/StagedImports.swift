//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The places in which appliances are imported: one folder each, which nobody else has.
struct StagedImports: Sendable {
    let scope: HostScope

    /// The machines that are in such a place: VirtualBox is through with them, and they have not got their names yet.
    func machines() async throws -> [(id: String, folder: HostPath)] {
        let machines = try await scope.box.getMachinesByGroups(groups: [MachineMarks.importGroup])
        return try await machines.concurrentMap { machine -> (id: String, folder: HostPath)? in
            guard let path = try await machine.settingsFileIfRegistered() else { return nil }
            return (try await machine.getId(), HostPath(path).folder)
        }.compactMap(\.self).filter { Self.isPlace($0.folder) }
    }

    /// Waits until VirtualBox is through with an import that nobody can ask about, but not for long: it may never have begun.
    ///
    /// One that takes longer is found in its place later.
    func settle(in folder: HostPath) async {
        let deadline = Deadline.within(.seconds(10))
        while !deadline.hasPassed, !Task.isCancelled, (try? await machines().contains { $0.folder == folder }) == false
        {
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Removes what is in a place, a machine included.
    func remove(in folder: HostPath) async throws {
        for (id, place) in try await machines() where place == folder {
            guard let machine = try await scope.findMachine(id) else { continue }
            try await MachineRemoval(scope: scope, machine: machine, key: id, deadline: .within(.seconds(60))).run()
        }
        try await MachineRemains(scope: scope, settings: folder.file(folder.name + ".vbox")).remove()
    }

    /// Whether a folder is such a place.
    static func isPlace(_ folder: HostPath) -> Bool { "/" + folder.folder.name == MachineMarks.importGroup }
}
