//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

struct SpecRefusalTests {
    @Test(
        "A key that is unknown is refused by name and place",
        arguments: [
            ("ram: 5", "spec"),
            ("networks: [{attachment: nat, ram: 5}]", "networks[0]"),
            ("networks: [{attachment: none}, {attachment: bridged, interface: e, ram: 5}]", "networks[1]"),
            (
                "networks: [{attachment: nat, forwards: [{hostPort: 1, guestPort: 2, ram: 5}]}]",
                "networks[0].forwards[0]"
            ),
            ("storage: [{name: A, bus: sata, ram: 5}]", "storage[0]"),
            ("storage: [{name: A, bus: sata, devices: [null, {ram: 5}]}]", "storage[0].devices[1]"),
            ("storage: [{name: A, bus: sata, devices: [{dvd: /a, ram: 5}]}]", "storage[0].devices[0]"),
            ("graphics: {ram: 5}", "graphics"),
            ("sharedFolders: [{name: a, path: /a, ram: 5}]", "sharedFolders[0]"),
            ("serialPorts: [{file: a}, {file: b, ram: 5}]", "serialPorts[1]"),
            ("bootDisk: {controller: A, ram: 5}", "bootDisk"),
        ])
    func unknownKey(yaml: String, place: String) throws {
        let problem = try #require(try problems(reading: yaml).first)
        #expect(problem.place == place)
        #expect(problem.message.contains("'ram'"))
    }

    @Test("A key that Yams hides is refused as well", arguments: ["[a, b]: 5", "? {a: 1}\n: 5", "yamlAnchor: 5"])
    func hiddenKey(yaml: String) throws {
        #expect(try !problems(reading: yaml).isEmpty)
    }

    @Test(
        "A key of another attachment is refused",
        arguments: [
            ("{attachment: nat, interface: eth0}", "interface"),
            ("{attachment: bridged, interface: e, forwards: []}", "forwards"),
            ("{attachment: host-only, interface: e, network: n}", "network"),
            ("{attachment: none, network: n}", "network"),
            ("{attachment: internal, network: n, interface: e}", "interface"),
        ])
    func keyOfAnother(card: String, key: String) throws {
        let problem = try #require(try problems(reading: "networks: [\(card)]").first)
        #expect(problem.place == "networks[0]")
        #expect(problem.message.contains("'\(key)'"))
    }

    @Test("A misspelt key is answered with the known ones")
    func knownKeys() throws {
        let problem = try #require(try problems(reading: "bootDisk: {contoller: SATA}").first)
        #expect(problem.message == "unknown key 'contoller'; known are controller, slot, size")
    }

    @Test(
        "A key that is missing is named, with its place",
        arguments: [
            ("networks: [{}]", "networks[0]", "attachment"),
            ("networks: [{attachment: bridged}]", "networks[0]", "interface"),
            ("networks: [{attachment: host-only}]", "networks[0]", "interface"),
            ("networks: [{attachment: internal}]", "networks[0]", "network"),
            ("networks: [{attachment: nat, forwards: [{hostPort: 1}]}]", "networks[0].forwards[0]", "guestPort"),
            ("networks: [{attachment: nat, forwards: [{guestPort: 1}]}]", "networks[0].forwards[0]", "hostPort"),
            ("storage: [{bus: sata}]", "storage[0]", "name"), ("storage: [{name: A}]", "storage[0]", "bus"),
            ("sharedFolders: [{path: /a}]", "sharedFolders[0]", "name"),
            ("sharedFolders: [{name: a}]", "sharedFolders[0]", "path"),
            ("serialPorts: [{}]", "serialPorts[0]", "file"), ("bootDisk: {slot: 1}", "bootDisk", "controller"),
        ])
    func missingKey(yaml: String, place: String, key: String) throws {
        let problem = try #require(try problems(reading: yaml).first)
        #expect(problem.place == place)
        #expect(problem.message == "the key '\(key)' is missing")
    }

    @Test(
        "A value of the wrong type is refused with its place",
        arguments: [
            ("[]", "spec"), ("just text", "spec"), ("memory: []", "memory"), ("memory: lots", "memory"),
            ("memory: -1", "memory"), ("memory: 1.5", "memory"), ("memory: true", "memory"),
            ("cpus: two", "cpus"), ("cpus: 1.5", "cpus"), ("cpus: {}", "cpus"), ("firmware: coreboot", "firmware"),
            ("graphics: vmsvga", "graphics"), ("graphics: {controller: s3}", "graphics.controller"),
            ("networks: {}", "networks"), ("networks: [nat]", "networks[0]"),
            ("networks: [{attachment: wifi}]", "networks[0].attachment"),
            ("networks: [{attachment: nat, cableConnected: 7}]", "networks[0].cableConnected"),
            ("networks: [{attachment: nat, model: ne3000}]", "networks[0].model"),
            (
                "networks: [{attachment: nat, forwards: [{hostPort: http, guestPort: 80}]}]",
                "networks[0].forwards[0].hostPort"
            ),
            ("storage: [{name: A, bus: mfm}]", "storage[0].bus"),
            ("storage: [{name: A, bus: sata, devices: dvd}]", "storage[0].devices"),
            ("storage: [{name: A, bus: sata, devices: [tape]}]", "storage[0].devices[0]"),
            ("storage: [{name: A, bus: sata, devices: [newDisk: x]}]", "storage[0].devices[0].newDisk"),
            ("bootDisk: {controller: A, slot: x}", "bootDisk.slot"),
            ("sharedFolders: [{name: a, path: /a, writable: 5}]", "sharedFolders[0].writable"),
            ("serialPorts: [{file: []}]", "serialPorts[0].file"),
        ])
    func wrongType(yaml: String, place: String) throws {
        let found = try problems(reading: yaml)
        #expect(found.map(\.place) == [place])
        #expect(found.first?.message.isEmpty == false)
    }
}
