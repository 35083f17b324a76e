//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOCore
import NIOPosix

/// A port of the host.
struct HostPort: Sendable, Hashable, CustomStringConvertible {
    var transport: PortForward.TransportProtocol
    var number: Int

    init(transport: PortForward.TransportProtocol, number: Int) {
        self.transport = transport
        self.number = number
    }

    /// Reads what ``key`` writes.
    init?(key: String) {
        let parts = key.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let transport = PortForward.TransportProtocol(rawValue: String(parts[0])),
            let number = Int(parts[1])
        else { return nil }
        self.init(transport: transport, number: number)
    }

    /// As part of a key, for example `tcp-8080`.
    var key: String { "\(transport.rawValue)-\(number)" }

    /// For people, for example `8080/tcp`.
    var description: String { "\(number)/\(transport.rawValue)" }

    /// Whether a program of this computer could listen at it now, on the loopback address.
    func isUnusedHere() async throws -> Bool {
        let group = MultiThreadedEventLoopGroup.singletonMultiThreadedEventLoopGroup
        do {
            let channel: any Channel
            switch transport {
            case .tcp:
                channel = try await ServerBootstrap(group: group)
                    .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                    .bind(host: "127.0.0.1", port: number).get()
            case .udp:
                channel = try await DatagramBootstrap(group: group).bind(host: "127.0.0.1", port: number).get()
            }
            try await channel.close().get()
            return true
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            return false
        }
    }
}
