//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest show`.
struct Show: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows all that is known of a machine.",
        discussion: """
            EXAMPLES
              vmfest show web
              vmfest show web --json
              vmfest show web --spec > web.yaml
              vmfest create web-2 --spec web.yaml

            THE SPEC
            With --spec its hardware, disks and networks are written as 'create' reads them. What a spec has no words for \
            stands in comments above; in JSON under 'omissions'. So does, under 'problems', what VirtualBox lets a machine have \
            although it does not work, as EHCI without OHCI; change it first. The hardware addresses of its network cards are among it: \
            remove them to make a second machine for the same network.

            JSON
              An object with the keys of 'vmfest ls' and
                addresses     the IPv4 addresses that the guest reports; empty unless it
                              runs, with the Guest Additions
                guestAdditions   while it runs, what they tell: runLevel (none, system,
                              userland or desktop), facilities (name, status, updated)
                              and, where known, version, revision, osType, product,
                              release, kernel
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Flag(help: "Give its hardware, disks and networks, as a spec for 'create'.")
    var spec = false

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func run() async throws {
        if spec { return try await showSpec() }
        let name = name
        let details = try await host.withHost { host in
            try await ProgressLine.during("show \(name)") { _ in
                do {
                    return try await Self.details(of: host.machine(named: name))
                } catch {
                    throw error.about(name)
                }
            }
        }
        try output.renderer.show(details)
    }

    private func showSpec() async throws {
        let name = name
        let configuration = try await host.withHost { host in
            try await ProgressLine.during("show \(name)") { _ in
                do {
                    return try await host.machine(named: name).configuration()
                } catch {
                    throw error.about(name)
                }
            }
        }
        try output.renderer.show(SpecDetails(configuration: configuration, yaml: configuration.yaml()))
    }

    private static func details(of machine: Machine) async throws -> MachineDetails {
        let info = try await machine.info()
        // What a guest reported before it was switched off is no longer true.
        guard [.running, .paused].contains(info.state) else { return MachineDetails(info: info, addresses: []) }
        async let additions = additions(in: machine)
        let addresses = try await machine.addresses()
        return try await MachineDetails(info: info, addresses: addresses, additions: additions)
    }

    /// What the Guest Additions tell; nil where they can not be asked in this moment, since the machine stops, for example.
    private static func additions(in machine: Machine) async throws -> GuestAdditions? {
        do {
            return try await machine.guestAdditions(within: .seconds(5))
        } catch let error as VMFestError where !error.code.isAboutTheHost {
            return nil
        }
    }
}
