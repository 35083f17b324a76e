//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

extension MachineInfo {
    /// Asks for everything at once.
    ///
    /// Nil when the machine was removed meanwhile.
    init?(of machine: VirtualBoxAPI.Machine, on host: Host) async throws {
        let key = try await machine.getId()
        guard let id = UUID(uuidString: key) else {
            throw VMFestError(.failed, "the host says that a machine's UUID is '\(key)'")
        }
        do {
            async let name = machine.getName()
            async let state = machine.getState()
            async let cpus = machine.getCPUCount()
            async let memory = machine.getMemorySize()
            async let osType = machine.getOSTypeId()
            async let description = machine.getDescription()
            async let groups = machine.getGroups()
            async let settingsFile = machine.getSettingsFilePath()
            self = try await MachineInfo(
                machine: Machine(host: host, id: id),
                name: name,
                state: MachineState(state),
                cpus: Int(cpus),
                memory: .mebibytes(Int(memory)),
                osType: osType,
                description: description,
                isManaged: groups.contains(MachineMarks.group),
                settingsFile: settingsFile
            )
            if isManaged { try await readNotes(of: machine) }
        } catch let error as VirtualBoxError where error.code == .gone {
            guard let info = try await Self.inaccessible(machine, Machine(host: host, id: id)) else { return nil }
            self = info
        }
    }

    /// Reads the record and the tags, where there are any.
    private mutating func readNotes(of machine: VirtualBoxAPI.Machine) async throws {
        let keys = try await machine.noteKeys()
        async let tags = machine.tags(among: keys)
        if keys.contains(MachineMarks.key) {
            let marks = try await MachineMarks(of: machine, logger: self.machine.host.service.logger)
            (owner, created, expires) = (marks.owner, marks.created, marks.expires)
            (image, size, user, self.keys) = (marks.image, marks.size, marks.user, marks.keys)
            if image != nil { start = marks.template == nil ? .cold : .warm }
        }
        self.tags = try await tags
    }

    private static func inaccessible(
        _ remote: VirtualBoxAPI.Machine, _ machine: Machine
    ) async throws -> MachineInfo? {
        do {
            guard try await !remote.getAccessible() else { return nil }
            let settingsFile = try await remote.getSettingsFilePath()
            return MachineInfo(
                machine: machine,
                name: HostPath(settingsFile).stem,
                state: .inaccessible,
                cpus: 0,
                memory: .mebibytes(0),
                osType: "",
                description: "",
                isManaged: false,
                settingsFile: settingsFile,
                error: try await remote.getAccessError()?.getText() ?? "VirtualBox does not say why"
            )
        } catch let error as VirtualBoxError where error.code == .gone {
            return nil
        }
    }
}
