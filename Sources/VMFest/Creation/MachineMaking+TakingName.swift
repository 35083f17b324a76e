//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension MachineMaking {
    /// Writes the settings of a machine that is not registered yet: of several who want the name one goes on from here, and
    /// only that one undoes it.
    mutating func takeName(_ machine: VirtualBoxAPI.Machine, _ key: String, in folder: HostPath) async throws {
        try await takingName { try await uncancelled { try await machine.saveSettings() } }
        undo.add("the machine \(key)") { scope in
            if let machine = try await scope.findMachine(key) {
                let removal = MachineRemoval(
                    scope: scope, machine: machine, key: key, deadline: .within(.seconds(60)))
                try await removal.run()
            }
            // What the machine does not know of: its saved state between being given up and adopted, the disc.
            try await MachineRemains(scope: scope, settings: folder.file(folder.name + ".vbox")).remove()
        }
    }
}
