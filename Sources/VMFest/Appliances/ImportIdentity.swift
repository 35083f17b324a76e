//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// What makes an imported machine one of VMFest's: its name, its marks, its tags, its ports of the host.
struct ImportIdentity: Sendable {
    let scope: HostScope

    /// The machine's UUID.
    let key: String
    let name: String
    let labels: MachineLabels

    /// Changes the locked machine; nothing is saved yet.
    func apply(to machine: VirtualBoxAPI.Machine) async throws {
        try await detachFromHost(machine)
        try await MachineMarks(labels, MachineOrigin(), at: scope.now()).write(to: machine)
        for (key, value) in labels.tags { try await machine.setTag(key, value) }
        try await ForwardRenewal(scope: scope, machine: machine, key: key, keepsPorts: true).run()
        try await machine.setName(name)
        try await machine.setGroups([MachineMarks.group])
    }

    /// Takes away what leads to files and folders of the host that the appliance names: they are those of another computer.
    ///
    /// Newer versions of VirtualBox do this themselves.
    private func detachFromHost(_ machine: VirtualBoxAPI.Machine) async throws {
        for share in try await machine.getSharedFolders() {
            try await machine.removeSharedFolder(name: share.getName())
        }
        for slot in 0..<(try await scope.limits().serialPorts) {
            let port = try await machine.getSerialPort(slot: slot)
            if try await port.getHostMode() == .rawFile { try await port.setHostMode(.disconnected) }
        }
        for note in try await machine.getExtraDataKeys() { try await machine.setExtraData(key: note, value: "") }
    }
}
