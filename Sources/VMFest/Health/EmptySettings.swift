//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Finds the files of settings that VirtualBox left empty on a full disk, on this computer.
struct EmptySettings: Sendable {
    let scope: HostScope

    func all() async throws -> [HostHealth.EmptySettings] {
        async let machines = scope.box.getMachines().concurrentMap { machine -> HostHealth.EmptySettings? in
            // What became of one that is inaccessible its error says.
            guard let name = try await machine.nameIfAccessible(),
                let path = try await machine.settingsFileIfRegistered()
            else { return nil }
            return HostHealth.EmptySettings(path: path, machine: name)
        }
        let own = HostHealth.EmptySettings(path: try await scope.box.getSettingsFilePath(), machine: nil)
        var empty: [HostHealth.EmptySettings] = []
        for settings in [own] + (try await machines.compactMap(\.self).sorted { $0.path < $1.path })
        where await Self.isEmpty(settings.path) {
            empty.append(settings)
        }
        return empty
    }

    private static func isEmpty(_ path: String) async -> Bool {
        guard let file = try? await OpenFile.reading(path) else { return false }
        return file.size == 0
    }
}
