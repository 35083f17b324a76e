//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// What there is to say of the addresses that private networks may have.
struct HostOnlyFindings: Sendable {
    let ranges: HostOnlyRanges
    /// The private networks that have other addresses.
    let forbidden: [Network]

    /// The ranges first, then what is wrong with the file that they come from, then the networks.
    var all: [Finding] { [permitted] + [misunderstood].compactMap(\.self) + networks }

    private var permitted: Finding {
        let message = "private networks may be \(ranges)".printable
        guard ranges.permitted.isEmpty else { return .ok("host-only", message) }
        return .warning(
            "host-only", message,
            remedy: ranges.source == .unreadable
                ? "let everybody read \(HostOnlyRanges.path)" : "\(Self.form), or remove the file")
    }

    private var misunderstood: Finding? {
        guard !ranges.misunderstood.isEmpty else { return nil }
        let parts = ranges.misunderstood.joined(separator: "; ")
        return .warning(
            "host-only",
            "VirtualBox passes over what it does not understand in \(HostOnlyRanges.path): \(parts)".printable,
            remedy: "\(Self.form); a comment has a line of its own, which begins with #")
    }

    private var networks: [Finding] {
        forbidden.compactMap { network in
            guard let subnet = network.subnet else { return nil }
            let name =
                network.name == network.cardName ? "'\(network.name)'" : "'\(network.name)' (\(network.cardName))"
            return .warning(
                "host-only",
                "the private network \(name) has the addresses \(subnet), which VirtualBox no longer permits".printable,
                remedy: "\(HostOnlyRanges.remedy(for: subnet)); or make another network")
        }
    }

    private static let form = "write lines such as '* 192.168.56.0/21 10.0.0.0/8'"
}
