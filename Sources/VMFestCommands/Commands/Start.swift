//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest start`.
struct Start: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Starts machines, or lets saved and paused ones go on.",
        discussion: """
            It is done when the machine runs, which is well before its guest is up, or with --wait when the guest is that \
            far. A machine that runs already is left as it is. When a machine can not be started, the end of its log is \
            shown; when its guest does not come as far as it should, also where a picture of its screen is.

            A machine with encrypted disks is started only with their passwords, which VirtualBox keeps while it runs; one \
            that VirtualBox paused because it lacks them goes on with them.

            EXAMPLES
              vmfest start web db
              vmfest start web --wait ssh
              vmfest start web --wait 8080 --timeout 600
              vmfest start web --gui
              vmfest start vault --disk-password-file ~/.vault
            """
    )

    @OptionGroup var machines: MachineNames

    @Flag(help: "Show the machine's screen in a window on the host. Without it, it runs unseen.")
    var gui = false

    @Option(help: .rung, transform: Rung.init(argument:))
    var wait: Rung = .running

    @Option(help: .timeLimit("How long it may take for each machine. Default: 120, with --wait 600."))
    var timeout: TimeLimit?

    @OptionGroup var disks: DiskPasswordOptions

    @OptionGroup var guest: GuestOptions

    @OptionGroup var store: KeyStoreOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let limit = timeout?.duration ?? .seconds(wait == .running ? 120 : 600)
        let passwords = try await disks.passwords(for: machines.selection, on: host)
        let (isSeen, rung, guest, keys) = (gui, wait, guest, store.store)
        try await machines.each("start", on: host) { machine in
            let end = ContinuousClock.now + limit
            try await machine.start(isSeen ? .gui : .headless, diskPasswords: passwords, within: limit)
            guard rung != .running else { return }
            let login = try await guest.login(to: machine, keys: keys)
            try await machine.wait(
                until: rung, login: login, via: guest.via, within: ContinuousClock.now.duration(to: end))
        }
    }
}
