//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VirtualBoxAPI

@testable import VMFest

struct MachineTests {
    private let machine: VMFest.Machine

    init() throws {
        let id = try #require(UUID(uuidString: "0F0E0D0C-0B0A-0908-0706-050403020100"))
        machine = VMFest.Machine(host: VMFest.Host(url: "http://a", user: "anna", password: "open sesame"), id: id)
    }

    @Test("A machine is written as VirtualBox writes its UUID")
    func description() {
        #expect(machine.description == "0f0e0d0c-0b0a-0908-0706-050403020100")
        #expect(machine.key == machine.description)
    }

    @Test("A machine can be stored, without the password, and is the same afterwards")
    func codable() throws {
        let data = try JSONEncoder().encode(machine)
        #expect(!String(decoding: data, as: UTF8.self).contains("sesame"))
        let copy = try JSONDecoder().decode(VMFest.Machine.self, from: data)
        #expect(copy == machine)
        #expect(Set([copy, machine]).count == 1)
    }

    @Test("Machines of another host or of another UUID are others")
    func others() {
        #expect(machine != VMFest.Machine(host: VMFest.Host(url: "http://b", user: "anna"), id: machine.id))
        #expect(machine != VMFest.Machine(host: machine.host, id: UUID()))
    }

    @Test("What there is to know is written with the documented keys")
    func info() throws {
        let info = MachineInfo(
            machine: machine, name: "web", state: .running, cpus: 2, memory: .gibibytes(1), osType: "Linux_64",
            description: "", isManaged: true, settingsFile: "/vms/web/web.vbox")
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(info)) as? [String: Any]
        let keys = try #require(object)
        #expect(
            Set(keys.keys) == [
                "id", "name", "state", "cpus", "memoryMiB", "host", "osType", "description", "managed", "settingsFile",
                "tags",
            ])
        #expect(keys["id"] as? String == machine.key)
        #expect(keys["state"] as? String == "running")
        #expect(keys["memoryMiB"] as? Int == 1_024)
        #expect(keys["host"] as? String == "http://a")
        #expect(keys["managed"] as? Bool == true)
    }

    @Test("Why a machine is inaccessible is written where it is")
    func inaccessible() throws {
        let info = MachineInfo(
            machine: machine, name: "web", state: .inaccessible, cpus: 0, memory: .mebibytes(0), osType: "",
            description: "", isManaged: false, settingsFile: "/vms/web/web.vbox", error: "broken XML")
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(info)) as? [String: Any]
        #expect(object?["error"] as? String == "broken XML")
        #expect(object?["state"] as? String == "inaccessible")
    }
}
