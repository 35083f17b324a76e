//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Checks how a network is to be made, and chooses what was left open.
struct NetworkPlan: Sendable, Hashable {
    let name: String
    let kind: Network.Kind
    let options: NetworkOptions

    /// A range of addresses that is in use.
    struct Neighbour: Sendable, Hashable {
        var name: String
        var subnet: Subnet?
        var ipv6Subnet: IPv6Subnet?
    }

    /// Everything that is wrong with it, whatever the host has.
    func problems() -> [SpecProblem] {
        var problems: [SpecProblem] = []
        if !ImageCatalogue.isName(name) {
            problems.append(
                SpecProblem("name", "'\(name)' is none: lower-case letters, digits, dots, hyphens and underscores"))
        }
        if kind != .nat, !options.forwards.isEmpty {
            problems.append(SpecProblem("forwards", "lead into NAT networks only"))
        }
        for (index, forward) in options.forwards.enumerated() {
            let place = "forwards[\(index)]"
            if let fault = forward.fault(in: options.subnet, options.ipv6Subnet) {
                problems.append(SpecProblem(place, fault))
            }
            let earlier = options.forwards[..<index]
            if earlier.contains(where: { $0.name == forward.name }) {
                problems.append(SpecProblem(place, "has the name of another one, '\(forward.name)'"))
            }
            if earlier.contains(where: { $0.contends(with: forward) }) {
                problems.append(SpecProblem(place, "takes the host's port \(forward.hostPort) a second time"))
            }
        }
        if kind != .nat, options.ipv6Subnet != nil {
            problems.append(SpecProblem("ipv6Subnet", "only NAT networks have IPv6 addresses"))
        }
        if options.subnet == nil, options.forwards.contains(where: { !$0.guestAddress.isIPv6 }) {
            problems.append(SpecProblem("subnet", "must be given, since forwards name addresses in it"))
        }
        return problems
    }

    /// The private network that has just the addresses that are asked for, which is used instead of a new one.
    func twin(among networks: [Network]) -> Network? {
        guard kind == .private, let subnet = options.subnet else { return nil }
        return networks.first { $0.kind == .private && $0.subnet == subnet }
    }

    /// The addresses that it gets: those that were asked for, else the first range that nobody uses.
    ///
    /// - Throws: ``VMFestError`` with `inUse` and the name of the network that has these addresses.
    func subnet(beside neighbours: [Neighbour], within ranges: HostOnlyRanges?) throws -> Subnet {
        if let prefix = options.ipv6Subnet, let neighbour = neighbours.first(where: { $0.ipv6Subnet == prefix }) {
            throw VMFestError(.inUse, "\(prefix) is in use by \(neighbour.name); choose other addresses")
        }
        guard let subnet = options.subnet else {
            let free = Self.candidates(for: kind).first { candidate in
                !neighbours.contains { $0.subnet?.overlaps(candidate) ?? false }
                    && (kind != .private || ranges?.reason(against: candidate) == nil)
            }
            guard let free else {
                throw VMFestError(.inUse, "every range of addresses that would be chosen is in use; name a subnet")
            }
            return free
        }
        for neighbour in neighbours {
            guard let other = neighbour.subnet, other.overlaps(subnet) else { continue }
            throw VMFestError(
                .inUse, "\(subnet) overlaps with \(other) of \(neighbour.name); choose other addresses")
        }
        if kind == .private, let reason = ranges?.reason(against: subnet) {
            throw VMFestError(.notSupported, reason)
        }
        return subnet
    }

    /// What is tried, in this order: private networks have VirtualBox's own range.
    private static func candidates(for kind: Network.Kind) -> [Subnet] {
        let base: UInt32 = kind == .private ? 0xc0a8_3800 : kind == .nat ? 0x0a80_0000 : 0x0ac0_0000
        let count: UInt32 = kind == .private ? 8 : 256
        return (0..<count).compactMap {
            Subnet(containing: IPv4Address(number: base + $0 << 8), prefixLength: 24)
        }
    }
}

extension Subnet {
    /// The addresses of those who serve a network and of those who are served, as VirtualBox itself chooses them for NAT
    /// networks: the way out first, the DHCP server third, and all others after it.
    var gateway: IPv4Address { address(1) }

    /// The DHCP server's address.
    var server: IPv4Address { address(3) }

    /// What it hands out.
    var pool: ClosedRange<IPv4Address> { address(4)...hosts.upperBound }
}
