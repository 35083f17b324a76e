//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension SpecComparison {
    /// The forwards of one card: those that go first, then those that come.
    ///
    /// With a card that comes or goes they come or go when that does.
    func forwardEdits(_ slot: Int, _ window: Window = PartWindows.forwards) -> [Edit] {
        let old = slot < present.networks.count ? present.networks[slot].forwards : []
        let new = slot < wanted.networks.count ? wanted.networks[slot].forwards : []
        var staying: Set<PortForward> = []
        var added: [(Int, PortForward)] = []
        for (index, forward) in new.enumerated() {
            if let same = old.first(where: { !staying.contains($0) && forward.isMet(by: $0) }) {
                staying.insert(same)
            } else {
                added.append((index, forward))
            }
        }
        return old.filter { !staying.contains($0) }.map { Self.removal(of: $0, slot, window) }
            + added.map { Self.addition(of: $1, ForwardPlace(card: slot, index: $0), window) }
    }

    private static func removal(of forward: PortForward, _ slot: Int, _ window: Window) -> Edit {
        Edit(
            key: "networks[\(slot)].forwards.\(forward.effectiveName)", from: forward.words, to: nil,
            window: window, make: { try await forward.remove(from: $0.machine, slot) },
            revert: { try await forward.add(to: $0.machine, slot) }, removedForward: forward)
    }

    private static func addition(of forward: PortForward, _ place: ForwardPlace, _ window: Window) -> Edit {
        let name = forward.takesAnyPort ? forward.name ?? "\(forward.transport.rawValue)-any" : forward.effectiveName
        return Edit(
            key: "networks[\(place.card)].forwards.\(name)", from: nil, to: forward.words,
            window: window, make: { try await forward.add(to: $0.machine, place.card) },
            revert: { try await forward.remove(from: $0.machine, place.card) }, forward: place)
    }

    /// The ports that forwards lead from.
    static func ports(of forwards: some Sequence<PortForward>) -> Set<HostPort> {
        Set(forwards.map { HostPort(transport: $0.transport, number: $0.hostPort) })
    }
}

extension PortForward {
    /// In words, as the command line has them.
    var words: String {
        let address = hostAddress.isEmpty ? "" : "\(hostAddress):"
        let guest = guestAddress.isEmpty ? "" : "\(guestAddress):"
        return "\(address)\(takesAnyPort ? "any" : "\(hostPort)") → \(guest)\(guestPort)/\(transport.rawValue)"
    }

    /// Whether a forward that is there is what this one asks for.
    fileprivate func isMet(by other: PortForward) -> Bool {
        guard takesAnyPort else { return asTold == other.asTold }
        var exact = self
        exact.hostPort = other.hostPort
        if name == nil { exact.name = other.name }
        return exact.asTold == other.asTold
    }

    /// With the name that it has in VirtualBox.
    private var asTold: PortForward {
        var forward = self
        forward.name = effectiveName
        return forward
    }

    fileprivate func add(to machine: VirtualBoxAPI.Machine, _ slot: Int) async throws {
        try await machine.getNetworkAdapter(slot: UInt32(slot)).getNATEngine().add(self)
    }

    fileprivate func remove(from machine: VirtualBoxAPI.Machine, _ slot: Int) async throws {
        try await machine.getNetworkAdapter(slot: UInt32(slot)).getNATEngine().removeRedirect(name: effectiveName)
    }
}
