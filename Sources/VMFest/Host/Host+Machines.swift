//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation
import VirtualBox
import VirtualBoxAPI

/// Which of a host's machines are meant.
public enum MachineSelection: Sendable, Hashable {
    /// Those that VMFest made: the ones in the group `/vmfest`.
    case managed
    /// All that the host knows.
    case all
}

extension Host {
    /// The host's machines, in no particular order, inaccessible ones included.
    ///
    /// Rests on `IVirtualBox::getMachinesByGroups` and `IVirtualBox::getMachines`. An inaccessible machine's group is
    /// not known, so it is among ``MachineSelection/all`` only.
    public func machines(_ selection: MachineSelection = .managed) async throws -> [Machine] {
        try await VMFestError.during("list") {
            try await service.withVirtualBox { scope in
                let machines = try await remoteMachines(selection, in: scope)
                return try await machines.concurrentMap { machine in
                    try await self.machine(remoteID: machine.getId())
                }
            }
        }
    }

    /// The host's machines with their attributes, by name, inaccessible ones included.
    ///
    /// A machine that is removed meanwhile is left out.
    ///
    /// - Parameters:
    ///   - selection: which machines are looked at.
    ///   - filters: conditions that must hold, all of them.
    /// - Throws: ``VMFestError`` with the codes about the host.
    public func inventory(
        _ selection: MachineSelection = .managed, where filters: [MachineFilter] = []
    ) async throws -> [MachineInfo] {
        let infos = try await VMFestError.during("list") {
            try await service.withVirtualBox { scope in
                try await remoteMachines(selection, in: scope).concurrentMap { machine in
                    try await MachineInfo(of: machine, on: self)
                }
            }
        }
        return infos.compactMap(\.self).filter { info in filters.allSatisfy { $0.matches(info) } }
            .sorted { ($0.name, $0.machine.key) < ($1.name, $1.machine.key) }
    }

    /// The machine of a name.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`; `ambiguousName` when several machines have the name, as VirtualBox
    ///   permits for machines in different folders; and the codes about the host.
    public func machine(named name: String) async throws -> Machine {
        try await VMFestError.during("find", of: name) {
            try await service.withVirtualBox { scope in
                guard let found = try await scope.findMachine(name) else {
                    return try await inaccessibleMachine(named: name, in: scope)
                }
                let machine = try await self.machine(remoteID: found.getId())
                let twins = try await scope.box.getMachines().concurrentMap { other in
                    try await other.nameIfAccessible() == name ? other : nil
                }.compactMap(\.self)
                // Asked for by its UUID it has no twins.
                if twins.count > 1, machine.key != name.lowercased() {
                    throw VMFestError(
                        .ambiguousName, "\(twins.count) machines on \(url) have this name; use a UUID instead")
                }
                return machine
            }
        }
    }

    /// The machine of a UUID.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`, and the codes about the host.
    public func machine(id: UUID) async throws -> Machine {
        let machine = Machine(host: self, id: id)
        try await VMFestError.during("find", of: machine.key) {
            try await service.withVirtualBox { scope in _ = try await machine.find(in: scope) }
        }
        return machine
    }

    /// The machine that had a name when VirtualBox could read its settings, or can read them again since they were repaired.
    ///
    /// VirtualBox finds no inaccessible machine by its name. That is then the name of its settings file.
    private func inaccessibleMachine(named name: String, in scope: HostScope) async throws -> Machine {
        let machines = try await scope.box.getMachines().concurrentMap { machine -> String? in
            do {
                // It reads the settings of an inaccessible one once more.
                let isAccessible = try await machine.getAccessible()
                let its =
                    isAccessible
                    ? try await machine.getName() : try await HostPath(machine.getSettingsFilePath()).stem
                return its == name ? try await machine.getId() : nil
            } catch let error as VirtualBoxError where error.code == .gone {
                return nil
            }
        }.compactMap(\.self)
        guard let id = machines.first else {
            throw VMFestError(.noSuchMachine, "there is no such machine on \(url)")
        }
        guard machines.count == 1 else {
            throw VMFestError(
                .ambiguousName,
                "\(machines.count) machines whose settings can not be read had this name on \(url); use a UUID instead")
        }
        return try machine(remoteID: id)
    }

    private func remoteMachines(
        _ selection: MachineSelection, in scope: HostScope
    ) async throws -> [VirtualBoxAPI.Machine] {
        switch selection {
        case .managed: try await scope.box.getMachinesByGroups(groups: [MachineMarks.group])
        case .all: try await scope.box.getMachines()
        }
    }

    private func machine(remoteID: String) throws -> Machine {
        guard let id = UUID(uuidString: remoteID) else {
            throw VMFestError(.failed, "the host says that a machine's UUID is '\(remoteID)'")
        }
        return Machine(host: self, id: id)
    }
}

extension VirtualBoxAPI.Machine {
    /// The name; nil where the machine is inaccessible or just went.
    func nameIfAccessible() async throws -> String? {
        do {
            return try await getName()
        } catch let error as VirtualBoxError where error.code == .gone {
            return nil
        }
    }
}
