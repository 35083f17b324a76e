//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

extension PortForward {
    /// Reads `[hostAddress:][hostPort]:guestPort[/tcp|/udp]`.
    ///
    /// Without the host's port, or with 0, any that is free is taken. An IPv6 address is in square brackets.
    init(argument: String) throws {
        let halves = argument.split(separator: "/", omittingEmptySubsequences: false)
        let parts = halves.first?.split(separator: ":", omittingEmptySubsequences: false) ?? []
        guard
            halves.count <= 2, parts.count >= 2,
            let transport = halves.count == 1 ? .tcp : TransportProtocol(rawValue: String(halves[1])),
            let guestPort = Self.port(parts[parts.count - 1]),
            let hostPort = Self.hostPort(parts[parts.count - 2]),
            let address = Self.address(parts.dropLast(2).joined(separator: ":"))
        else {
            throw ValidationError(
                "'\(argument)' is no forward; one looks like 8080:80, :80 (from any free port), 0.0.0.0:8080:80 or"
                    + " 5353:53/udp.")
        }
        self.init(transport: transport, hostAddress: address, hostPort: hostPort, guestPort: guestPort)
    }

    private static func port(_ text: Substring) -> Int? {
        Int(text).flatMap { (1...65_535).contains($0) ? $0 : nil }
    }

    private static func hostPort(_ text: Substring) -> Int? {
        text.isEmpty || text == "0" ? 0 : port(text)
    }

    private static func address(_ text: String) -> String? {
        if text.isEmpty { return "127.0.0.1" }
        if text.hasPrefix("["), text.hasSuffix("]") { return String(text.dropFirst().dropLast()) }
        return text.contains(":") ? nil : text
    }
}
