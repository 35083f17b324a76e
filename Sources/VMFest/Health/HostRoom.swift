//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// The room that VirtualBox has for the files that it keeps settings in.
///
/// On a full disk VirtualBox leaves an empty file where it writes settings, and takes that for success: those of a machine,
/// and its own registry with all that VMFest notes. So nothing that makes it write them is begun without room. What makes room,
/// and what ends a machine, is.
struct HostRoom: Sendable {
    let scope: HostScope

    /// What must be left: many times what the settings take.
    static let least = DataSize(bytes: 256 << 10)

    /// Refuses to go on where VirtualBox's own folder or that of machines is on a full disk.
    ///
    /// Of a host that is another computer this is not known, and nothing is refused.
    ///
    /// - Parameters:
    ///   - machine: the machine whose settings are going to change; nil for a new one.
    ///   - more: what is going to be written to its folder at the most, beyond them.
    func require(for machine: VirtualBoxAPI.Machine? = nil, and more: DataSize = DataSize(bytes: 0)) async throws {
        guard scope.service.configuration.isLoopback else { return }
        async let home = scope.box.getHomeFolder()
        async let place = place(of: machine)
        let (own, other) = try await (home, place)
        // An address of this computer may lead to another one.
        guard await FreeSpace.isFolder(own) else { return }
        for (folder, more) in [(own, DataSize(bytes: 0)), (other, more)] {
            guard let free = await FreeSpace.at(folder) else { continue }
            if free < Self.least {
                throw VMFestError(
                    .noSpace,
                    "the disk that '\(folder)' is on is full, and VirtualBox would leave empty settings there;"
                        + " nothing was changed: make room on the host")
            }
            if free.bytes < Self.least.bytes + more.bytes {
                throw VMFestError(
                    .noSpace,
                    "the disk that '\(folder)' is on may be full before it is done: \(more) may be written, and"
                        + " \(free) are left; nothing was changed: make room on the host")
            }
        }
    }

    private func place(of machine: VirtualBoxAPI.Machine?) async throws -> String {
        guard let machine else { return try await scope.box.getSystemProperties().getDefaultMachineFolder() }
        return HostPath(try await machine.getSettingsFilePath()).folder.text
    }
}
