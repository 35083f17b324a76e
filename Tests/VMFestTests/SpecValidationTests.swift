//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization
import TestSupport
import Testing
import VirtualBoxAPI

@testable import VMFest
@testable import VirtualBox

struct SpecValidationTests {
    private func problems(
        name: String = "web", _ spec: MachineSpec = MachineSpec(), script: [String: [ScriptedChannel.Answer]] = [:]
    ) async throws -> [SpecProblem] {
        let scope = try HostScope.scripted(ScriptedChannel(script))
        scope.service.limits.withLock { $0 = .sample }
        scope.service.osTypePlatforms.withLock { $0 = ["Linux_64": .x86, "Debian12_arm64": .arm] }
        do {
            try await SpecValidation(scope: scope, name: name, spec: spec, hasImage: false).run()
            return []
        } catch let error as VMFestError {
            #expect(error.code == .invalidSpec)
            return error.problems
        }
    }

    private static let interfaces: [String: [ScriptedChannel.Answer]] = [
        "IVirtualBox_getHost": [.value("host")],
        "IHost_getNetworkInterfaces": [.values("i-1", "i-2", "i-3")],
        "IHostNetworkInterface_getName i-1": [.value("eth0")],
        "IHostNetworkInterface_getName i-2": [.value("vboxnet0")],
        "IHostNetworkInterface_getName i-3": [.value("br0")],
        "IHostNetworkInterface_getInterfaceType i-1": [.value("Bridged")],
        "IHostNetworkInterface_getInterfaceType i-2": [.value("HostOnly")],
        "IHostNetworkInterface_getInterfaceType i-3": [.value("Bridged")],
    ]

    @Test("A spec that fits asks nothing that is known")
    func fitting() async throws {
        #expect(try await problems().isEmpty)
    }

    @Test(
        "A name can be the name of a folder",
        arguments: [
            ("", "is empty"), (String(repeating: "ü", count: 101), "has more than 200 bytes"),
            ("a\nb", "contains a control character"), ("a\u{7f}", "contains a control character"),
            ("a/b", "'a/b' can not be the name of a folder"), ("..", "'..' can not be the name of a folder"),
            ("a\\b", "'a\\b' can not be the name of a folder"),
        ])
    func name(name: String, message: String) async throws {
        #expect(try await problems(name: name) == [SpecProblem("name", message)])
    }

    @Test(
        "Names that people give are fine",
        arguments: ["web", "web 1", "wéb.😀", "-x", String(repeating: "a", count: 200)])
    func goodName(name: String) async throws {
        #expect(try await problems(name: name).isEmpty)
    }

    @Test("An OS type that the host does not know is refused")
    func osType() async throws {
        let fault = VirtualBoxError(.notFound, "no such type", operation: "IVirtualBox_getGuestOSType")
        let found = try await problems(
            MachineSpec(osType: "Nope"), script: ["IVirtualBox_getGuestOSType Nope": [.failure(fault)]])
        #expect(found.map(\.place) == ["osType"])
        let foreign = try await problems(MachineSpec(osType: "Debian12_arm64"))
        #expect(
            foreign.map(\.description) == ["osType: 'Debian12_arm64' is for ARM, and VMFest makes machines for x86"])
        #expect(found.first?.message.contains("'Nope'") == true)
    }

    @Test("A card is plugged into an interface that there is, of its kind")
    func interfaces() async throws {
        let spec = MachineSpec(networks: [
            .bridged("eth0"), .bridged("vboxnet0"), .nat(), .hostOnly("vboxnet0"), .hostOnly("eth0"),
        ])
        #expect(
            try await problems(spec, script: Self.interfaces) == [
                SpecProblem("networks[1].interface", "the host has no interface 'vboxnet0'; it has br0, eth0"),
                SpecProblem("networks[4].interface", "the host has no host-only interface 'eth0'; it has vboxnet0"),
            ])
    }

    @Test("A host without interfaces says so")
    func noInterfaces() async throws {
        let script = Self.interfaces.merging(["IHost_getNetworkInterfaces": [.values()]]) { $1 }
        #expect(
            try await problems(MachineSpec(networks: [.hostOnly("vboxnet0")]), script: script).map(\.message) == [
                "the host has no host-only interface 'vboxnet0'; it has none"
            ])
    }

    @Test("Problems of the name, the spec and the host come together")
    func together() async throws {
        let spec = MachineSpec(cpus: 0, networks: [.bridged("wlan0")])
        let places = try await problems(name: "", spec, script: Self.interfaces).map(\.place)
        #expect(places == ["name", "cpus", "networks[0].interface"])
    }
}
