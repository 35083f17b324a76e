//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOCore
import NIOPosix
import Testing
import VMFest

import struct VMFest.Host

@Suite("Ports of the host", .virtualBox)
struct PortTests {
    /// The host's ports that lead to a machine.
    private func ports(of machine: Machine) async throws -> [Int] {
        try await machine.endpoints().compactMap(\.forward?.port)
    }

    private func spec(_ forwards: PortForward...) -> MachineSpec {
        MachineSpec(memory: .mebibytes(32), networks: [.nat(forwards: forwards)])
    }

    /// A port that nobody has: those that are chosen for free ones, and those of clients' connections, are others.
    private func somePort() -> Int { Int.random(in: 61_000..<65_000) }

    @Test("a forward from any free port gets one, which no other machine gets")
    func free() async throws {
        try await Fixture.run { fixture in
            let any = spec(PortForward(hostPort: 0, guestPort: 22), PortForward(hostPort: 0, guestPort: 80))
            let names = (0..<4).map { fixture.name("\($0)") }
            let machines = try await withThrowingTaskGroup(of: Machine.self) { group in
                for name in names {
                    // Each is a client of its own.
                    let host = Host(url: fixture.host.url)
                    group.addTask { try await host.create(name, any) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            var all: [Int] = []
            for machine in machines { all += try await ports(of: machine) }
            #expect(all.count == 8)
            #expect(Set(all).count == 8)
        }
    }

    @Test("a port that leads to a machine is refused to others until that machine is destroyed")
    func taken() async throws {
        try await Fixture.run { fixture in
            let web = spec(PortForward(hostPort: somePort(), guestPort: 80))
            let first = try await fixture.machine("first", web)
            let error = try await #require(throws: VMFestError.self) { try await fixture.machine("second", web) }
            #expect(error.code == .inUse)
            #expect(error.message.contains(fixture.name("first")), "\(error)")
            let second = try await fixture.manage.info(fixture.name("second"))
            #expect(second == nil)
            try await first.destroy()
            _ = try await fixture.machine("second", web)
        }
    }

    @Test("of several clients who want one port at the same time, one gets it")
    func race() async throws {
        try await Fixture.run { fixture in
            for round in 0..<3 {
                let web = spec(PortForward(hostPort: somePort(), guestPort: 80))
                let outcomes = await withTaskGroup(of: Result<Machine, any Error>.self) { group in
                    for number in 0..<6 {
                        let host = Host(url: fixture.host.url)
                        group.addTask {
                            do {
                                return .success(try await host.create(fixture.name("\(round)-\(number)"), web))
                            } catch {
                                return .failure(error)
                            }
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                let errors = outcomes.compactMap { outcome -> VMFestError? in
                    if case .failure(let error) = outcome { error as? VMFestError } else { nil }
                }
                #expect(errors.count == 5)
                #expect(errors.allSatisfy { $0.code == .inUse }, "\(errors)")
            }
        }
    }

    @Test("a port at which another program listens is refused")
    func listening() async throws {
        try await Fixture.run { fixture in
            let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .bind(host: "127.0.0.1", port: 0).get()
            let port = try #require(listener.localAddress?.port)
            let error = try await #require(throws: VMFestError.self) {
                try await fixture.machine("vm", spec(PortForward(hostPort: port, guestPort: 80)))
            }
            #expect(error.code == .inUse)
            try await listener.close()
        }
    }
}
