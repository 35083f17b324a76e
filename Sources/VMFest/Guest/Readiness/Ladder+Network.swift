//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Ladder {
    /// Waits until an address is known: the Guest Additions' reports are events, leases are asked for.
    func waitForAddress() async throws {
        while try await machine.endpoints().allSatisfy({ $0.forward != nil }) {
            try await machine.waitForGuestNews(within: .seconds(5))
        }
    }

    /// Waits until something in the guest answers at a port, or keeps a connection to it open.
    func waitForPort(_ port: Int) async throws {
        while true {
            if let way = try await way(to: port), try await isOpen(way, port) { return }
            try await Task.sleep(for: Self.pause)
        }
    }

    /// Waits until the SSH server greets, and says at which endpoint.
    func waitForGreeting() async throws -> Endpoint {
        while true {
            if let way = try await machine.sshEndpoint() {
                let probe = PortProbe(address: way.address, port: way.forward?.port ?? 22, patience: .seconds(5))
                if case .words(let words) = try await probe.run(), Array(words.prefix(4)) == Array("SSH-".utf8) {
                    return way
                }
            }
            try await Task.sleep(for: Self.pause)
        }
    }

    private func way(to port: Int) async throws -> Endpoint? {
        let all = try await machine.endpoints().filter(\.isReachable)
        return all.first { $0.forward?.transport == .tcp && $0.forward?.guestPort == port }
            ?? all.first { $0.forward == nil }
    }

    private func isOpen(_ way: Endpoint, _ port: Int) async throws -> Bool {
        var probe = PortProbe(address: way.address, port: way.forward?.port ?? port)
        switch try await probe.run() {
        case .words: return true
        case .closed: return false
        case .silent: break
        }
        // Without NAT in between, it was the guest who took the connection.
        guard way.forward != nil else { return true }
        // A guest whose network is up ends a connection to a port where nobody listens.
        if try await machine.endpoints().contains(where: { $0.forward == nil }) { return true }
        // Nothing tells whether its network is up, so something must make it speak: a web server answers this, and most
        // others complain about it.
        probe.nudge = "GET / HTTP/1.0\r\n\r\n"
        if case .words = try await probe.run() { return true }
        return false
    }
}

extension Machine {
    /// Waits until a guest property of the machine changes, for so long at most.
    func waitForGuestNews(within limit: Duration) async throws {
        let key = key
        let before = try await endpoints()
        do {
            try await host.service.withVirtualBox(repeatable: true) { scope in
                let machine = try await find(in: scope)
                try await scope.wait(on: key, until: .within(limit)) {
                    try await endpoints(in: scope, of: machine) == before ? nil : ()
                }
            }
        } catch is DeadlinePassed {}
    }
}
