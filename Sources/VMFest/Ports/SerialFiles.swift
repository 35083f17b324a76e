//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The files in a machine's folder that its serial ports write to; VirtualBox has only their whole paths.
struct SerialFiles: Sendable {
    let scope: HostScope

    /// The folders that the machine has, or had under other names.
    let folders: Set<HostPath>

    /// - Parameter folder: the machine's present one.
    init(scope: HostScope, folder: HostPath, formerNames: [String]) {
        self.scope = scope
        folders = Set([folder] + formerNames.map { folder.folder.file($0) })
    }

    /// Lets the ports of a locked machine write to files of the same names in a folder.
    func move(of machine: VirtualBoxAPI.Machine, to folder: HostPath) async throws {
        for slot in 0..<(try await scope.limits().serialPorts) {
            let port = try await machine.getSerialPort(slot: slot)
            let path = HostPath(try await port.getPath())
            guard path.folder != folder, folders.contains(path.folder) else { continue }
            try await port.setPath(folder.file(path.name).text)
        }
    }
}
