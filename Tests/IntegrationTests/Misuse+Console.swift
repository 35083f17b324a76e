//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Misuse {
    /// Misuses of a running machine's console.
    static let ofConsole: [Misuse] = [
        Misuse("IConsole_pause", .invalidVMState, "it is paused") { stage in
            try await stage.withConsole { console in
                try await console.pause()
                try await console.pause()
            }
        },
        Misuse("IConsole_resume", .invalidVMState, "it is not paused") { stage in
            try await stage.withConsole { try await $0.resume() }
        },
        Misuse("IConsole_reset", .invalidVMState, "it is paused") { stage in
            try await stage.withConsole { console in
                try await console.pause()
                try await console.reset()
            }
        },
        Misuse("IConsole_powerButton", .invalidVMState, "it is paused") { stage in
            try await stage.withConsole { console in
                try await console.pause()
                try await console.powerButton()
            }
        },
        Misuse("IGuest_createSession", .guestControlError, "the guest has no Guest Additions") { stage in
            try await stage.withConsole { console in
                _ = try await console.getGuest().createSession(
                    user: "root", password: "none", domain: "", sessionName: "test")
            }
        },
    ]

    /// Misuses of the console of a machine that does not run any more.
    static let ofDeadConsole: [Misuse] = [
        Misuse("IConsole_pause", .callFailed, "its process is gone") { stage in
            try await stage.deadConsole().pause()
        },
        Misuse("IConsole_resume", .callFailed, "its process is gone") { stage in
            try await stage.deadConsole().resume()
        },
        Misuse("IConsole_reset", .callFailed, "its process is gone") { stage in
            try await stage.deadConsole().reset()
        },
        Misuse("IConsole_powerButton", .callFailed, "its process is gone") { stage in
            try await stage.deadConsole().powerButton()
        },
        Misuse("IConsole_powerDown", .callFailed, "its process is gone") { stage in
            _ = try await stage.deadConsole().powerDown()
        },
    ]
}
