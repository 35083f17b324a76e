//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest ip`.
struct Address: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "ip",
        abstract: "Tells at which address a machine's guest is reached.",
        discussion: """
            It prints the first that this computer reaches: an address of the guest, else a port of the host that leads \
            to it, as ADDRESS:PORT. Behind NAT there are forwards only. With --all it prints every one that is known, \
            and how.

            EXAMPLES
              vmfest ip web
              vmfest ip web --all
              curl http://$(vmfest ip web)/

            JSON
              An array of objects with the keys
                address    a numeric address
                source     guest-additions, dhcp-lease or forward
                adapter    which network card, from 0
                reachable  whether this computer reaches it, as far as the network tells
                port, guestPort, transport
                           of a forward: the port of the address, that of the guest,
                           and tcp or udp
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Flag(help: "List all addresses and forwards, reachable or not.")
    var all = false

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func run() async throws {
        let name = name
        let endpoints = try await host.withHost { host in
            try await ProgressLine.during("ip \(name)") { _ in
                do {
                    return try await host.machine(named: name).endpoints()
                } catch {
                    throw error.about(name)
                }
            }
        }
        let list = EndpointList(endpoints: endpoints)
        if all || output.json { return try output.renderer.show(list) }
        guard let best = list.best else {
            throw Failure(.failed, "no address of '\(name)' is known that this computer reaches; see --all")
        }
        try StandardOutput.write(best)
    }
}
