//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest clone`.
struct Clone: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a machine like another one, with an identity of its own.",
        discussion: """
            The clone has the hardware and the disks of the machine, or of a snapshot of it, and a name, a UUID, hardware \
            addresses and a folder of its own. Forwards lead to it from other ports of the host ('vmfest ip' says \
            which). It gets its own tags, owner and lifetime. What identifies the guest, such as its host name, is on the \
            disks and is copied.

            A full clone needs nothing of the machine. A linked clone is made in a moment, since nothing is copied; the \
            snapshot and the machine can not be removed before it.

            A machine that runs can be cloned from a snapshot only.

            EXAMPLES
              vmfest clone web web-2
              vmfest clone web web-test --snapshot clean --linked --ttl 2h

            JSON
              An object with the keys of 'vmfest show'.
            """
    )

    /// What is done with the disks.
    enum Disks: String, EnumerableFlag {
        case full
        case linked
    }

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var machine: String

    @Argument(help: "The clone's name.")
    var name: String

    @Option(help: ArgumentHelp("The name or UUID of the snapshot to clone. Default: what the machine is now."))
    var snapshot: String?

    @Flag(
        exclusivity: .exclusive,
        help: "Copy the disks, or read those of the snapshot.")
    var disks = Disks.full

    @OptionGroup var labels: LabelOptions

    @Option(help: .timeLimit("How long it may take."))
    var timeout = TimeLimit(seconds: 3_600)

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    var kind: CloneKind {
        switch disks {
        case .full: .full
        case .linked: .linked
        }
    }

    mutating func validate() throws {
        if machine.isEmpty || name.isEmpty { throw ValidationError("A machine's name is empty.") }
        if kind == .linked, snapshot == nil {
            throw ValidationError("A linked clone is one of a snapshot: name it with --snapshot.")
        }
    }

    func run() async throws {
        let (name, snapshot, kind, limit) = (name, snapshot, kind, timeout.duration)
        let labels = try labels.labels()
        let info = try await host.withMachine(machine, "clone") { machine in
            try await machine.clone(as: name, of: snapshot, kind, labels: labels, within: limit).info()
        }
        try output.renderer.show(NewMachine(info: info))
    }
}
