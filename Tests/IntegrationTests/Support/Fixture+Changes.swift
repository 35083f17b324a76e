//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOCore
import NIOPosix
import Testing
import VMFest

extension Fixture {
    /// What VBoxManage says of a machine.
    func info(_ machine: Machine) async throws -> [String: String] {
        try #require(try await manage.info(machine.description))
    }

    /// What VBoxManage says of a machine, without what changes by itself.
    func settings(_ machine: Machine) async throws -> [String: String] {
        try await info(machine).filter {
            !["VMState", "VMStateChangeTime", "VideoMode", "SessionName"].contains($0.key)
        }
    }

    func somePort() -> Int { Int.random(in: 61_000..<65_000) }

    /// Whether a program of this computer listens at a port.
    func isListenedAt(_ port: Int) async throws -> Bool {
        do {
            let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: "127.0.0.1", port: port).get()
            try await channel.close()
            return false
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            return true
        }
    }
}

extension MachineSpec {
    /// A machine that starts fast, with a network card.
    static let withCard = MachineSpec(memory: .mebibytes(32), networks: [.nat()])
}
