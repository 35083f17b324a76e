//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest set`.
struct SetCommand: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Changes what machines are: their hardware, networks, drives and shared folders.",
        discussion: """
            Of each machine all that is said is done, or nothing. What can be changed while the machine runs is changed while it runs: \
            cables, what cards are plugged into, forwards, shared folders, the CPUs' share and more. Where something needs \
            the machine to be off, nothing is done unless --now-only or --stop says what to do about it.

            A KEY is the way to a part in 'vmfest show NAME --spec', with dots between; what is in a list is meant by its \
            number, or by its name. The number after the last one, or a new name, adds one. A VALUE is what the spec \
            would have there. Words with a = are changes, all others are names; a machine whose name has a = is meant by \
            its UUID.

            Empty drives come and go; disks and discs are changed with 'vmfest disk' and 'vmfest dvd', and folders that are \
            shared only until a machine is switched off with 'vmfest share'.

            EXAMPLES
              vmfest set web memory=2GiB cpus=4 --stop
              vmfest set web networks.0.cableConnected=no
              vmfest set web networks.1.attachment=internal networks.1.network=lan
              vmfest set web --forward 8080:80 --remove networks.0.forwards.tcp-2222
              vmfest set web sharedFolders.src.path=/home/me/src
              vmfest set web storage.SATA.devices.1=dvd
              vmfest set web --spec web.yaml --dry-run
              vmfest set --all --tag role=web cpu.executionCap=50

            JSON
              state      what the machine did before
              changes    what is changed, each with key, from, to, and
                when     now, next-start (now, but it counts from the next start on),
                         running (neither paused nor saved) or off
                made     whether it was done
              restarted  whether the machine was stopped and started again
              Of several machines, or with --all: an array of these, by name, each also
              with the key machine, its name. What could not be changed is not in it.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Names or UUIDs of machines, and what to change with what it shall be.", valueName: "name|key=value"),
        completion: .machineNames)
    var words: [String] = []

    @OptionGroup var filter: MachineFilterOptions

    @Option(
        name: .customLong("remove"),
        help: ArgumentHelp(
            "Something to take away: a card, a port, a forward, a folder. Repeatable.", valueName: "key"))
    var removed: [String] = []

    @Option(
        name: .customLong("forward"),
        help: ArgumentHelp(
            "A port of the host that leads to one of the guest: [address:]port:port[/udp]. Repeatable.",
            valueName: "ports"),
        transform: PortForward.init(argument:))
    var forwards: [PortForward] = []

    @Option(
        name: .customLong("spec"),
        help: ArgumentHelp(
            "A YAML or JSON file with what it shall be; - reads the standard input. What it leaves out stays.",
            valueName: "file"),
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var file: String?

    @Flag(help: "Say what would change and when it can, and change nothing.")
    var dryRun = false

    @Flag(help: "Do what can be done now, and leave the rest.")
    var nowOnly = false

    @Flag(help: "Stop it for what needs it to be off, and start it again.")
    var stop = false

    @Flag(help: "With --stop: power it off if its guest does not stop in time.")
    var force = false

    @Option(help: .timeLimit("How long changing it, and its guest to stop, may take."))
    var timeout = TimeLimit(seconds: 120)

    @OptionGroup var disks: DiskPasswordOptions

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    /// What to change, and what it shall be.
    var values: [TagArgument] {
        get throws { try words.filter { $0.contains("=") }.map(TagArgument.init(setting:)) }
    }

    /// Which machines.
    var selection: ChosenMachines {
        ChosenMachines(
            names: words.filter { !$0.contains("=") }, areAll: filter.areAll, filters: filter.filters)
    }

    mutating func validate() throws {
        try selection.check()
        let values = try values
        if values.isEmpty, removed.isEmpty, forwards.isEmpty, file == nil {
            throw ValidationError("What shall change? Give key=value, --remove, --forward or --spec.")
        }
        if nowOnly, stop { throw ValidationError("--now-only and --stop exclude each other.") }
        if force, !stop { throw ValidationError("--force goes with --stop.") }
        if !disks.files.isEmpty, !stop { throw ValidationError("--disk-password-file goes with --stop.") }
        _ = try values.byKey("key")
    }

    private var agreement: UpdateAgreement {
        stop ? .withStop(force: force) : nowOnly ? .onlyNow : .withoutStop
    }

    func run() async throws {
        var order = SpecOrder(values: try values.map { ($0.key, $0.value) }, removed: removed, forwards: forwards)
        if let file { order.file = try await SpecOrder.read(file) }
        let whole = order
        let (agreement, limit, isTried) = (agreement, timeout.duration, dryRun)
        let passwords = stop && !isTried ? try await disks.passwords(for: selection, on: host) : []
        let change: @Sendable (Machine) async throws -> ChangeReport = { machine in
            let plan = try await machine.plan { try whole.apply(to: &$0) }
            if isTried { return ChangeReport(plan) }
            let update = try await machine.update(agreement, diskPasswords: passwords, within: limit) {
                try whole.apply(to: &$0)
            }
            return ChangeReport(plan, update)
        }
        if selection.isOne, let name = selection.names.first {
            return try output.renderer.show(try await host.withMachine(name, "set", change))
        }
        let (reports, outcomes) = try await selection.results("set", on: host, change)
        try output.renderer.show(ChangeReports(reports))
        try ExitStatus.end(after: outcomes)
    }
}
