//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest unlock`.
struct Unlock: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Frees machines whose lock nobody will give back; disks and settings stay.",
        discussion: """
            Whoever changes a machine has its lock for that time. A program that is killed meanwhile may leave it locked. \
            What a killed vmfest left is given back at once, as far as it noted it. Any other lock ends with its holder \
            only: with --force, VirtualBox's process that has it is ended, if it is on this computer. If that is the web \
            service, everything ends that others do through it at that moment, though no running machine, and it must be \
            started again. The machine is 'aborted' then, which is as good as off.

            A machine that runs is not unlocked: its lock is its own process's, and ends when it is switched off. One that \
            hangs on the way from one state to another loses its process with --force, as if its plug were pulled.

            EXAMPLES
              vmfest unlock web
              vmfest unlock web --force
            """
    )

    @OptionGroup var machines: MachineNames

    @Flag(help: "End the process that has the lock.")
    var force = false

    @Option(help: .timeLimit("How long it may take for each machine."))
    var timeout = TimeLimit(seconds: 30)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (endingHolder, limit) = (force, timeout.duration)
        try await machines.each("unlock", on: host) { machine in
            if try await machine.unlock(endingHolder: endingHolder, within: limit) == .freedWithService {
                Diagnostics.standard.say("the web service had the lock and was ended; start it again")
            }
        }
    }
}
