//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Finds leftovers.
///
/// The order matters, since others go on working: what could be a leftover is listed first, and what makes it none after
/// that. A machine's note is written before the machine is registered, and its folder comes with the registration.
struct GarbageSearch: Sendable {
    let scope: HostScope

    func run() async throws -> [Leftover] {
        let machineFolder = HostPath(try await scope.box.getSystemProperties().getDefaultMachineFolder())
        try await waitForLastCalls()
        let candidates = try await candidates(in: machineFolder)
        let templates = GarbageTemplates(scope: scope, machines: try await WarmTemplates(scope: scope).machines())
        // Listed before the notes: whose note is not there then, and which still is where it was, is of nobody.
        let staged = try await StagedImports(scope: scope).machines()
        let claims = try await PortClaims(scope: scope).claims()
        let notes = Undertakings(scope: scope)
        let undertakings = try await notes.all()
        var dead: [String: Undertaking] = [:]
        var alive: [Undertaking] = []
        for (id, note) in undertakings {
            if try await notes.isUnderWay(note) { alive.append(note) } else { dead[id] = note }
        }
        let machines = try await scope.box.getMachines()
        let ids = try await machines.concurrentMap { try await $0.getId() }

        var found = try await self.machines(dead)
        let working = Set(undertakings.keys.filter { dead[$0] == nil })
        found += try await templates.leftovers(alive: working, cutOff: Self.cutOff)
        let places = alive.compactMap(\.folder)
        found += staged.filter { !places.contains($0.folder.text) }.map { staged in
            Leftover(
                kind: .folder, name: staged.folder.text, reason: Self.cutOff, target: .folder(staged.folder))
        }
        found += try await folders(among: candidates.folders, in: machineFolder, beside: alive, machines)
        found += try await imageFiles(among: candidates.files, beside: alive)
        found += try await diskFiles(dead)
        found += claims.filter { !ids.contains($0.machine) }.map { claim in
            Leftover(
                kind: .port, name: "\(claim.port)", reason: "the machine that it is reserved for is gone",
                target: .port(claim))
        }
        // A machine or an image that is being made may have opened one and not used it yet.
        let isMaking = alive.contains { ![.disk, .snapshot].contains($0.kind) }
        let unused = isMaking ? [] : try await MediumLibrary(scope).unused()
        if !unused.isEmpty, try await !isAnyInaccessible(machines) {
            found += unused.map { id in
                Leftover(kind: .disk, name: id, reason: "no machine uses it any more", target: .medium(id))
            }
        }
        for (id, note) in dead {
            let reason = note.kind == .snapshot ? Self.notTakenBack : Self.cutOff
            found.append(Leftover(kind: .note, name: note.name, reason: reason, target: .note(id)))
        }
        return found
    }

    /// Waits a moment where a program was killed: the service may still be at what that asked for last, such as
    /// registering a machine or copying a disk.
    private func waitForLastCalls() async throws {
        let notes = Undertakings(scope: scope)
        for note in try await notes.all().values where try await !notes.isUnderWay(note) {
            try await Task.sleep(for: .seconds(1))
            return
        }
    }

    /// What is in the folders of VMFest: folders of machines, and files of images.
    private func candidates(in machineFolder: HostPath) async throws -> (folders: [HostPath], files: [HostPath]) {
        let images = ImageCatalogue.folder(in: machineFolder)
        let files = try await HostFolder(scope: scope, path: images).files() ?? []
        return (try await machineFolders(in: machineFolder), files.map(images.file))
    }

    /// Machines that were left half-made, alone or as part of a run, and those whose time is over.
    private func machines(_ dead: [String: Undertaking]) async throws -> [Leftover] {
        let now = try await scope.now()
        let machines = try await scope.box.getMachinesByGroups(groups: [MachineMarks.group])
        return try await machines.concurrentMap { machine -> Leftover? in
            guard let name = try await machine.nameIfAccessible() else { return nil }
            let id = try await machine.getId()
            let marks = try await MachineMarks(of: machine, logger: scope.service.logger)
            let reason: String
            if dead[id]?.kind == .machine || marks.run.map({ dead[$0]?.kind == .run }) == true {
                reason = Self.cutOff
            } else if let expires = marks.expires, expires < now,
                try await Uptime(scope: scope, machine: machine, key: id).mayBe(after: expires)
            {
                reason = "its lifetime ended at \(expires.formatted(.iso8601))"
            } else {
                return nil
            }
            return Leftover(kind: .machine, name: name, reason: reason, target: .machine(id))
        }.compactMap(\.self)
    }

    /// The snapshot is no leftover: with it, what the machine is now would be lost, or what it was.
    private static let notTakenBack =
        "the program that was to take the machine back to this snapshot ended; a snapshot that is still there stays"

    private static let cutOff = "the program that was making it ended before it was whole"

    /// Folders of no machine that is registered or being made.
    ///
    /// A machine that is being destroyed has one for a moment, so a folder has to be there a while later, too.
    private func folders(
        among candidates: [HostPath], in machineFolder: HostPath, beside alive: [Undertaking],
        _ machines: [VirtualBoxAPI.Machine]
    ) async throws -> [Leftover] {
        let registered = try await machines.concurrentMap { try await $0.settingsFileIfRegistered() }
        let used = Set(registered.compactMap { $0.map { HostPath($0).folder.text } } + alive.compactMap(\.folder))
        let orphans = candidates.filter { !used.contains($0.text) }
        guard !orphans.isEmpty else { return [] }
        try await Task.sleep(for: .seconds(2))
        let still = Set(try await machineFolders(in: machineFolder))
        return orphans.filter(still.contains).map { folder in
            Leftover(
                kind: .folder, name: folder.text, reason: "it is of no machine that VirtualBox knows",
                target: .folder(folder))
        }
    }

    /// The folders in which machines of VMFest's are, or were, or of which VirtualBox knows a disk.
    private func machineFolders(in machineFolder: HostPath) async throws -> [HostPath] {
        var folders: [HostPath] = []
        let paths = try await MediumLibrary(scope).paths().map(HostPath.init)
        for name in MachineMarks.groups {
            let group = machineFolder.file(String(name.dropFirst()))
            folders += try await HostFolder(scope: scope, path: group).folders()?.map(group.file) ?? []
            folders += paths.compactMap { $0.ancestor(in: group) }
        }
        return folders.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The files of data disks whose making was cut off.
    ///
    /// No other file in the folder of data disks is ever a leftover.
    private func diskFiles(_ dead: [String: Undertaking]) async throws -> [Leftover] {
        let paths = dead.values.filter { $0.kind == .disk }.compactMap(\.folder).map(HostPath.init)
        guard !paths.isEmpty else { return [] }
        let whole = try await DiskCatalogue(scope).paths()
        let folders = Set(paths.map(\.folder))
        var files: Set<HostPath> = []
        for folder in folders {
            let names = try await HostFolder(scope: scope, path: folder).files() ?? []
            files.formUnion(names.map(folder.file))
        }
        return paths.filter { files.contains($0) && !whole.contains($0.text) }.map { path in
            Leftover(kind: .disk, name: path.text, reason: Self.cutOff, target: .diskFile(path))
        }
    }

    /// Whether VirtualBox can not read the settings of a machine, and so does not know which disks it uses.
    private func isAnyInaccessible(_ machines: [VirtualBoxAPI.Machine]) async throws -> Bool {
        try await machines.concurrentMap { try await $0.nameIfAccessible() }.contains(nil)
    }

    /// Files in the folder of images that are of no image, and of none that is being made.
    private func imageFiles(among files: [HostPath], beside alive: [Undertaking]) async throws -> [Leftover] {
        let images = Set(try await ImageCatalogue(scope).records().map(\.path))
        let names = alive.filter { $0.kind == .image }.map(\.name)
        let orphans = files.filter { file in
            !images.contains(file.text) && !names.contains { file.name.hasPrefix($0) }
        }
        // What an image lacks may be there under another name.
        guard !orphans.isEmpty, try await ImageFiles(scope: scope).damaged().isEmpty else { return [] }
        return orphans.map { file in
            Leftover(
                kind: .image, name: file.text, reason: "it is of no image in the catalogue", target: .imageFile(file))
        }
    }
}

extension VirtualBoxAPI.Machine {
    /// The path of its settings; nil where it was removed in this moment.
    func settingsFileIfRegistered() async throws -> String? {
        do {
            return try await getSettingsFilePath()
        } catch let error as VirtualBoxError where error.code == .gone {
            return nil
        }
    }
}
