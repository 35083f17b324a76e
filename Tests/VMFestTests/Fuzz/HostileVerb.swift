//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

import struct VMFest.Host

@testable import VMFest

/// Something that is asked of a host; what comes of it does not matter, as long as it is an error or none.
struct HostileVerb: Sendable {
    let name: String
    let act: @Sendable (Host, Machine) async throws -> Void

    private init(_ name: String, _ act: @escaping @Sendable (Host, Machine) async throws -> Void) {
        self.name = name
        self.act = act
    }

    static let all = questions + changes

    /// The password of the host, of guests and of disks, which is nowhere to be seen.
    static let secret = "s3cret-marker"

    private static let login = GuestLogin(user: "me", password: secret)
    private static let limit = Duration.milliseconds(200)

    private static let questions: [HostileVerb] = [
        HostileVerb("inventory") { host, _ in _ = try JSONEncoder().encode(await host.inventory(.all)) },
        HostileVerb("machines") { host, _ in _ = try await host.machines(.all) },
        HostileVerb("named") { host, _ in _ = try await host.machine(named: "web") },
        HostileVerb("version") { host, _ in _ = try await host.version() },
        HostileVerb("host") { host, _ in _ = try JSONEncoder().encode(await host.info()) },
        HostileVerb("OS types") { host, _ in _ = try await host.osTypes() },
        HostileVerb("properties") { host, _ in _ = try await host.properties() },
        HostileVerb("sizes") { host, _ in _ = try JSONEncoder().encode(await host.sizes()) },
        HostileVerb("images") { host, _ in _ = try JSONEncoder().encode(await host.images()) },
        HostileVerb("disks") { host, _ in _ = try JSONEncoder().encode(await host.disks(.all)) },
        HostileVerb("networks") { host, _ in _ = try JSONEncoder().encode(await host.networks()) },
        HostileVerb("leases") { host, _ in _ = try await host.leases(in: "lan") },
        HostileVerb("interfaces") { host, _ in _ = try await host.bridgedInterfaces() },
        HostileVerb("extra data") { host, machine in
            _ = try await host.extraData()
            _ = try await machine.extraData()
        },
        HostileVerb("health") { host, _ in _ = try await host.health() },
        HostileVerb("warm images") { host, _ in _ = try await host.warmImages() },
        HostileVerb("info") { _, machine in _ = try JSONEncoder().encode(await machine.info()) },
        HostileVerb("configuration") { _, machine in _ = try await machine.configuration().yaml() },
        HostileVerb("endpoints") { _, machine in _ = try await machine.endpoints() },
        HostileVerb("addresses") { _, machine in _ = try await machine.addresses() },
        HostileVerb("snapshots") { _, machine in _ = try await machine.snapshots() },
        HostileVerb("guest properties") { _, machine in _ = try await machine.guestProperties() },
        HostileVerb("additions") { _, machine in _ = try await machine.guestAdditions(within: limit) },
        HostileVerb("folders") { _, machine in _ = try await machine.transientFolders(within: limit) },
        HostileVerb("screenshot") { _, machine in _ = try await machine.screenshot(within: limit) },
        HostileVerb("log") { _, machine in
            var size = 0
            for try await piece in machine.log() where size < 1 << 20 { size += piece.count }
        },
        HostileVerb("events") { host, _ in
            try await host.withEvents { events in
                for try await event in events.prefix(3) { _ = try JSONEncoder().encode(event) }
            }
        },
        HostileVerb("metrics") { host, _ in
            try await host.withMetrics(every: .seconds(1), of: .all) { samples in
                for try await sample in samples.prefix(1) { _ = "\(sample)" }
            }
        },
        HostileVerb("appliance") { host, _ in
            _ = try JSONEncoder().encode(await host.appliance(at: "/a.ova", within: limit))
        },
        HostileVerb("plan") { _, machine in
            _ = try await machine.plan { spec in
                spec.memory = .mebibytes(640)
                spec.cpus = 3
                spec.networks.append(.nat())
            }
        },
    ]

    private static let changes: [HostileVerb] = [
        HostileVerb("create") { host, _ in _ = try await host.create("new", image: .named("debian"), within: limit) },
        HostileVerb("run") { host, _ in _ = try await host.run("debian", size: .nano, within: limit) },
        HostileVerb("start") { _, machine in try await machine.start(diskPasswords: [secret], within: limit) },
        HostileVerb("pause") { _, machine in try await machine.pause(within: limit) },
        HostileVerb("resume") { _, machine in try await machine.resume(within: limit) },
        HostileVerb("stop") { _, machine in try await machine.stop(within: limit, force: true) },
        HostileVerb("save") { _, machine in try await machine.save(within: limit) },
        HostileVerb("destroy") { _, machine in try await machine.destroy(within: limit) },
        HostileVerb("take") { _, machine in _ = try await machine.takeSnapshot("a", within: limit) },
        HostileVerb("restore") { _, machine in try await machine.restore("a", within: limit) },
        HostileVerb("clone") { _, machine in _ = try await machine.clone(as: "twin", .linked, within: limit) },
        HostileVerb("update") { _, machine in
            _ = try await machine.update(within: limit) { spec in
                spec.memory = .mebibytes(640)
                spec.cpus = 3
                spec.description = "other"
            }
        },
        HostileVerb("create disk") { host, _ in _ = try await host.createDisk("data", .mebibytes(8)) },
        HostileVerb("disk") { host, machine in
            let disk = try await host.disk("data")
            _ = try await disk.info()
            _ = try await disk.attach(to: machine, within: limit)
            _ = try await disk.grow(to: .gibibytes(1))
            try await disk.encrypt(password: secret)
            try await disk.remove()
        },
        HostileVerb("disc") { _, machine in _ = try await machine.insertDisc("/a.iso", within: limit) },
        HostileVerb("tag") { _, machine in try await machine.tag(["a": "b"], within: limit) },
        HostileVerb("execute") { _, machine in
            _ = try await machine.execute(["id"], login: login, via: .additions, within: limit)
        },
        HostileVerb("files") { _, machine in
            try await machine.withGuestFiles(login, via: .additions, within: limit) { files in
                _ = try await files.list("/etc")
            }
        },
        HostileVerb("type") { _, machine in try await machine.type([.text("hello")], within: limit) },
        HostileVerb("point") { _, machine in try await machine.point([.moveTo(x: 3, y: 4)], within: limit) },
        HostileVerb("network") { host, _ in _ = try await host.createNetwork("lan", .nat) },
        HostileVerb("remains") { host, _ in _ = try await host.remove(host.leftovers()) },
        HostileVerb("unlock") { _, machine in _ = try await machine.unlock(within: limit) },
        HostileVerb("image rm") { host, _ in try await host.removeImage("debian") },
        HostileVerb("image of a machine") { host, machine in _ = try await host.createImage("new", from: machine) },
    ]
}
