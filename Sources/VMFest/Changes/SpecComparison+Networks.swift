//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension SpecComparison {
    /// The cards, slot by slot; what a card is that the guest does not see does not count.
    func networkEdits() -> [Edit] {
        (0..<max(present.networks.count, wanted.networks.count)).flatMap { slot in
            let old = Self.visible(present.networks, slot)
            let new = Self.visible(wanted.networks, slot)
            switch (old, new) {
            case (nil, nil): return [Edit]()
            case (let old?, nil): return forwardEdits(slot, PartWindows.networks) + [Self.removal(of: old, slot)]
            case (nil, let new?): return [Self.addition(of: new, slot)] + forwardEdits(slot, PartWindows.networks)
            case (let old?, let new?): return cardEdits(slot, old, new)
            }
        }
    }

    private static func visible(_ networks: [NetworkAdapter], _ slot: Int) -> NetworkAdapter? {
        guard slot < networks.count, networks[slot].enabled else { return nil }
        var card = networks[slot]
        card.macAddress = card.macAddress.map(NetworkAdapter.digits)
        return card
    }

    private static func removal(of card: NetworkAdapter, _ slot: Int) -> Edit {
        Edit(
            key: "networks[\(slot)]", from: card.words, to: nil, window: PartWindows.networks,
            make: { try await Card(slot, of: $0.machine).adapter.setEnabled(false) },
            revert: { try await Card(slot, of: $0.machine).adapter.setEnabled(true) })
    }

    /// A card that the guest did not see may be anything, so all is written.
    private static func addition(of card: NetworkAdapter, _ slot: Int) -> Edit {
        Edit(
            key: "networks[\(slot)]", from: nil, to: card.words, window: PartWindows.networks,
            make: { access in
                let remote = try await Card(slot, of: access.machine)
                let keys = Set(CardAttributes.rows.map(\.row).filter { $0.isSet(card) }.map(\.key))
                try await CardAttributes.rows.write(card, to: remote, keys.union(["cableConnected"]))
                let engine = try await remote.adapter.getNATEngine()
                if card.attachment.isNAT { try await engine.removeAllRedirects() }
                try await NATAttributes.rows.write(card, to: engine)
            },
            revert: { try await Card(slot, of: $0.machine).adapter.setEnabled(false) })
    }

    private func cardEdits(_ slot: Int, _ old: NetworkAdapter, _ new: NetworkAdapter) -> [Edit] {
        let place = "networks[\(slot)]."
        let (plainOld, plainNew) = (old.withoutForwards, new.withoutForwards)
        var edits = CardAttributes.rows.edits(from: plainOld, to: plainNew, at: place) {
            try await Card(slot, of: $0.machine)
        }
        if new.attachment.isNAT, !old.attachment.isNAT {
            edits.append(Self.leftoverRemoval(place, slot))
        }
        if new.attachment.isNAT {
            edits += NATAttributes.rows.edits(from: plainOld, to: plainNew, at: place) {
                try await $0.machine.getNetworkAdapter(slot: UInt32(slot)).getNATEngine()
            }
        }
        let forwards = forwardEdits(slot)
        return forwards.filter { $0.to == nil } + edits + forwards.filter { $0.to != nil }
    }

    /// Forwards that a card had when it was behind NAT before are not those that it shall have.
    private static func leftoverRemoval(_ place: String, _ slot: Int) -> Edit {
        Edit(
            key: place + "forwards", from: "none", to: "none", window: PartWindows.forwards,
            make: { try await $0.machine.getNetworkAdapter(slot: UInt32(slot)).getNATEngine().removeAllRedirects() },
            revert: { _ in }, isSilent: true)
    }
}

extension NetworkAdapter {
    /// In words, for people.
    fileprivate var words: String { "\(attachment.words), \(model.rawValue)" }

    fileprivate var withoutForwards: NetworkAdapter {
        var card = self
        if attachment.isNAT { card.attachment = .nat(forwards: []) }
        return card
    }

    /// The forwards that count.
    var forwards: [PortForward] {
        guard enabled, case .nat(let forwards) = attachment else { return [] }
        return forwards
    }
}

extension NetworkAdapter.Attachment {
    var isNAT: Bool { if case .nat = self { true } else { false } }
}

extension NATEngine {
    fileprivate func removeAllRedirects() async throws {
        for text in try await getRedirects() {
            guard let redirect = PortForward(redirect: text) else { continue }
            try await removeRedirect(name: redirect.effectiveName)
        }
    }
}
