//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Gives the machine another name.
    ///
    /// VirtualBox moves its folder, with the disks and snapshots in it, along. Its UUID stays, and with it all that refers to
    /// the machine; a name that its guest has, too. That it has the name already is success. Rests on `IMachine::setName`
    /// and `IMachine::saveSettings`.
    ///
    /// - Parameters:
    ///   - name: one that no machine of the host has: 1 to 200 bytes that can be the name of a folder.
    ///   - limit: how long it may take, where someone else has the machine's lock.
    /// - Throws: ``VMFestError``: `invalidArgument` for what is no name; `nameTaken`; `invalidState` unless the machine is off
    ///   or saved; `locked` when the lock was not free in time; `noSuchMachine`, `inaccessible`, and the codes about the host.
    public func rename(to name: String, within limit: Duration = .seconds(30)) async throws {
        let deadline = Deadline.within(limit)
        let problems = SpecValidation.problems(withName: name)
        try await changing("rename") { scope, machine in
            guard problems.isEmpty else {
                throw VMFestError(.invalidArgument, "it can not be called so:", problems: problems)
            }
            guard try await machine.getAccessible() else { throw await inaccessible(machine) }
            guard try await machine.getName() != name else { return }
            if let other = try await scope.findMachine(name), other != machine { throw Self.nameTaken(name) }
            let phase = try await scope.settledPhase(of: machine, id: key, until: deadline)
            guard !phase.hasProcess else {
                throw VMFestError(
                    .invalidState, "it is \(phase), and its folder can not be moved meanwhile; stop it first")
            }
            try await HostRoom(scope: scope).require(for: machine)
            do {
                try await scope.withLock(.write, on: machine, id: key, whileOff: true, until: deadline) { locked in
                    let machine = try await locked.machine()
                    try await uncancelled { try await change(machine, to: name, in: scope) }
                }
            } catch let error as VirtualBoxError where error.isTakenName {
                throw Self.nameTaken(name)
            }
        }
    }

    /// VirtualBox moves a folder that has the machine's name once the settings are written, with all that it knows to be in there
    /// but the files of serial ports.
    private func change(_ machine: VirtualBoxAPI.Machine, to name: String, in scope: HostScope) async throws {
        let folder = HostPath(try await machine.getSettingsFilePath()).folder
        let isMoved = try await machine.getName() == folder.name
        try await machine.setName(name)
        if isMoved {
            var marks = try await MachineMarks(of: machine, logger: scope.service.logger)
            marks.formerNames.removeAll { $0 == name }
            marks.formerNames.append(folder.name)
            try await marks.write(to: machine)
            try await SerialFiles(scope: scope, folder: folder, formerNames: [])
                .move(of: machine, to: folder.folder.file(name))
        }
        try await machine.saveSettings()
    }

    private static func nameTaken(_ name: String) -> VMFestError {
        VMFestError(
            .nameTaken,
            "a machine, or a folder in the place of its own, is called '\(name)' already; choose another name")
    }
}
