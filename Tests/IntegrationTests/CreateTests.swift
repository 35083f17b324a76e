//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("Create and find", .virtualBox)
struct CreateTests {
    @Test("a new machine is off, managed, and found by name and by UUID")
    func finding() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("ä b.c")
            let info = try await machine.info()
            #expect(info.name == fixture.name("ä b.c"))
            #expect(info.state == .off)
            #expect(info.isManaged)
            #expect(info.memory == .mebibytes(32))
            let host = fixture.host
            #expect(try await host.machine(named: fixture.name("ä b.c")) == machine)
            #expect(try await host.machine(named: machine.description) == machine)
            #expect(try await host.machine(named: machine.description.uppercased()) == machine)
            #expect(try await host.machine(id: machine.id) == machine)
            #expect(try await host.machines().contains(machine))
            #expect(try await host.inventory().contains(info))
        }
    }

    @Test("what is not there is not found")
    func missing() async throws {
        try await Fixture.run { fixture in
            let name = try await #require(throws: VMFestError.self) {
                try await fixture.host.machine(named: fixture.name("none"))
            }
            #expect(name.code == .noSuchMachine)
            let id = UUID()
            let error = try await #require(throws: VMFestError.self) { try await fixture.host.machine(id: id) }
            #expect(error.code == .noSuchMachine)
            #expect(error.description.contains(id.uuidString.lowercased()))
        }
    }

    @Test("a name that two machines have is ambiguous, their UUIDs are not")
    func twins() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("twin")
            try await fixture.manage(
                "createvm", "--name", fixture.name("twin"), "--basefolder", fixture.path("elsewhere"), "--register")
            let error = try await #require(throws: VMFestError.self) {
                try await fixture.host.machine(named: fixture.name("twin"))
            }
            #expect(error.code == .ambiguousName)
            #expect(error.message.contains("UUID"))
            #expect(try await fixture.host.machine(named: machine.description) == machine)
            let managed = try await fixture.host.machines()
            let twins = try await fixture.host.inventory(.all).filter { $0.name == fixture.name("twin") }
            #expect(twins.count == 2)
            #expect(twins.count { managed.contains($0.machine) } == 1)
        }
    }

    @Test("a machine is a value: stored and read again, and asked through another host value, it is the same")
    func values() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let stored = try JSONDecoder().decode(Machine.self, from: JSONEncoder().encode(machine))
            #expect(stored == machine)
            try await stored.start()
            #expect(try await machine.state() == .running)
            try await stored.destroy()
            let error = try await #require(throws: VMFestError.self) { try await machine.state() }
            #expect(error.code == .noSuchMachine)
        }
    }

    @Test("a spec from YAML, with the defaults, makes a machine that starts")
    func defaults() async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage()
            let machine = try await fixture.host.create(
                fixture.name(), MachineSpec(yaml: "memory: 64"), image: .file(image))
            try await machine.start()
            #expect(try await fixture.manage.state(machine.description) == "running")
        }
    }
}
