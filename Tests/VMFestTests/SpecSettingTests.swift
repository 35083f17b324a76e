//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

struct SpecSettingTests {
    private static func set(
        _ values: KeyValuePairs<String, String>, in spec: MachineSpec = MachineSpec(), removing removed: [String] = []
    ) throws -> MachineSpec {
        var spec = spec
        try spec.set(values.map { ($0.key, $0.value) }, removing: removed)
        return spec
    }

    private static func problem(
        _ values: KeyValuePairs<String, String>, in spec: MachineSpec = MachineSpec(), removing removed: [String] = []
    ) throws -> SpecProblem {
        let error = try #require(throws: VMFestError.self) { try set(values, in: spec, removing: removed) }
        #expect(error.code == .invalidSpec)
        return try #require(error.problems.first)
    }

    @Test func valuesAreThoseOfTheYAML() throws {
        let spec = try Self.set([
            "memory": "2GiB", "cpus": "4", "description": "", "cpu.executionCap": "50", "cpu.pae": "yes",
            "boot.order": "[network, disk]", "graphics.videoMemory": "24", "firmware": "efi",
            "remoteDisplay.ports": "5000", "description": "a web server",
        ])
        #expect(spec.memory == .gibibytes(2) && spec.cpus == 4 && spec.cpu.executionCap == 50 && spec.cpu.pae == true)
        #expect(spec.boot.order == [.network, .disk] && spec.graphics.videoMemory == .mebibytes(24))
        #expect(spec.firmware == .efi && spec.remoteDisplay.ports == "5000" && spec.description == "a web server")
    }

    @Test func whatIsNotNamedStays() throws {
        #expect(
            try Self.set(["cpus": "3"], in: .full)
                == {
                    var spec = MachineSpec.full
                    spec.cpus = 3
                    return spec
                }())
        var spec = MachineSpec.full
        spec.usb.controllers = [.xhci]
        spec.cpu.profile = "host"
        #expect(try Self.set(["cpu.executionCap": "9"], in: spec).cpu == CPU(executionCap: 9, profile: "host"))
    }

    @Test(arguments: ["networks.0.cableConnected", "networks[0].cableConnected"])
    func aCardIsMeantByItsNumber(_ key: String) throws {
        #expect(try Self.set([key: "no"]).networks.first?.cableConnected == false)
    }

    @Test func theNextNumberAddsOne() throws {
        let spec = try Self.set([
            "networks.1.attachment": "internal", "networks.1.network": "lan", "networks.1.model": "virtio",
            "networks.0.forwards.0.hostPort": "8080", "networks.0.forwards.0.guestPort": "80",
            "serialPorts.0.tcp": "2023", "serialPorts.0.server": "true", "serialPorts.1.file": "b.log",
        ])
        #expect(spec.networks.last == NetworkAdapter(.internal(network: "lan"), model: .virtio))
        #expect(spec.networks.first == .nat(forwards: [PortForward(hostPort: 8_080, guestPort: 80)]))
        #expect(spec.serialPorts == [SerialPort(.tcp("2023", isServer: true)), SerialPort(file: "b.log")])
        #expect(try Self.problem(["networks.3.attachment": "nat"]).message.contains("networks.1"))
    }

    @Test func whatHasANameIsMeantByIt() throws {
        var spec = try Self.set(["sharedFolders.src.path": "/src", "storage.SATA.ports": "4"])
        #expect(spec.sharedFolders == [SharedFolder(name: "src", path: "/src")])
        #expect(spec.storage.first?.ports == 4)
        spec = try Self.set(["sharedFolders.src.writable": "yes"], in: spec)
        #expect(spec.sharedFolders == [SharedFolder(name: "src", path: "/src", writable: true)])
        #expect(try Self.set([:], in: spec, removing: ["sharedFolders.src"]).sharedFolders == [])
        #expect(try Self.problem(["networks.lan.attachment": "nat"]).place == "networks.lan")
    }

    @Test func anotherAttachmentHasOtherKeys() throws {
        let forwarded = MachineSpec(
            networks: [.nat(forwards: [PortForward(hostPort: 1, guestPort: 2)])],
            serialPorts: [SerialPort(.tcp("1", isServer: true))])
        let bridged = try Self.set(["networks.0.interface": "eth0", "networks.0.attachment": "bridged"], in: forwarded)
        #expect(bridged.networks == [.bridged("eth0")])
        #expect(try Self.set(["networks.0.attachment": "nat"], in: forwarded) == forwarded)
        #expect(try Self.set(["serialPorts.0.file": "a"], in: forwarded).serialPorts == [SerialPort(file: "a")])
    }

    @Test func whatIsRemovedIsMeantAsItWas() throws {
        let spec = MachineSpec(
            networks: [
                .nat(forwards: [
                    PortForward(hostPort: 1, guestPort: 1), PortForward(hostPort: 2, guestPort: 2),
                    PortForward(name: "web", hostPort: 3, guestPort: 3),
                ]), .unplugged,
            ])
        let less = try Self.set(
            [:], in: spec, removing: ["networks.0.forwards.0", "networks.0.forwards.tcp-2", "networks.0.forwards.web"])
        #expect(less.networks.first == .nat())
        let hidden = try Self.set([:], in: spec, removing: ["networks.0"])
        #expect(hidden.networks.map(\.enabled) == [false, true])
        for key in ["networks.7", "sharedFolders.none", "memory", "cpu.profile"] {
            #expect(try Self.problem([:], in: spec, removing: [key]).place == key)
        }
    }

    @Test(arguments: [
        ("network.0.cable", "networks.N.cableConnected"), ("memroy", "memory"), ("cpuz", "cpus"),
        ("executionCap", "cpu.executionCap"), ("sharedFolder.a.path", "sharedFolders.N.path"),
        ("networks.0.cable", "networks.N.cableConnected"), ("graphics.memory", "graphics.videoMemory"),
    ])
    func aKeyThatIsUnknownIsRefusedWithTheNearest(_ key: String, _ meant: String) throws {
        let problem = try Self.problem([key: "1"])
        #expect(problem.place == key)
        #expect(problem.message.contains(meant), "\(problem)")
    }

    @Test(arguments: [
        ("memory", "much"), ("cpus", "two"), ("firmware", "none"), ("memory", "[1"),
        ("networks.0.attachment", "bridged"),
        ("networks.0.interface", "eth0"), ("", "1"), ("networks.", "1"), ("cpu..pae", "1"),
    ])
    func aValueThatDoesNotFitIsRefused(_ key: String, _ value: String) throws {
        let spec = MachineSpec()
        _ = try Self.problem([key: value], in: spec)
    }

    @Test func everyAttributeHasAKey() {
        for row in MachineAttributes.rows {
            #expect(SpecKeys.pattern(of: row.key.split(separator: ".").map(String.init)) != nil, "\(row.key)")
        }
        for row in CardAttributes.rows.map(\.row) + NATAttributes.rows.map(\.row) {
            #expect(SpecKeys.all.contains("networks.N.\(row.key)"), "\(row.key)")
        }
    }
}
