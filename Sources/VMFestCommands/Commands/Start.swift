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

            EXAMPLES
              vmfest start web db
              vmfest start web --wait ssh
              vmfest start web --wait 8080 --timeout 600
              vmfest start web --gui
            """
    )

    @OptionGroup var machines: MachineNames

    @Flag(help: "Show the machine's screen in a window on the host. Without it, it runs unseen.")
    var gui = false

    @Option(
        help: ArgumentHelp(
            "Wait until the guest is that far: address, ssh, login, ready, or the number of a port that it listens at.",
            discussion: "ready: it set the guest property /VMFest/Ready, or lets the user in and cloud-init is done.",
            valueName: "stage"),
        transform: { text in
            guard let rung = Rung(text) else {
                throw ValidationError("'\(text)' is no stage: running, address, ssh, login, ready, or a port's number.")
            }
            return rung
        })
    var wait: Rung = .running

    @Option(help: .timeLimit("How long it may take for each machine. Default: 120, with --wait 600."))
    var timeout: TimeLimit?

    @OptionGroup var guest: GuestOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let limit = timeout?.duration ?? .seconds(wait == .running ? 120 : 600)
        let (isSeen, rung, via, login) = (gui, wait, guest.via, try guest.login())
        try await machines.each("start", on: host) { machine in
            let end = ContinuousClock.now + limit
            try await machine.start(isSeen ? .gui : .headless, within: limit)
            guard rung != .running else { return }
            try await machine.wait(until: rung, login: login, via: via, within: ContinuousClock.now.duration(to: end))
        }
    }
}
