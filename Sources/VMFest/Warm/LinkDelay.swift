//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

/// How long the network is away after a machine goes on from a saved state.
///
/// VirtualBox pulls each card's cable for five seconds, so that the guest notices that it is elsewhere. A clone's guest is
/// told otherwise.
struct LinkDelay: Sendable {
    let machine: VirtualBoxAPI.Machine

    /// Makes it a millisecond, for all cards; clones have it from the template.
    func shorten(_ networks: [NetworkAdapter]) async throws {
        for (slot, adapter) in networks.enumerated() {
            try await machine.setExtraData(key: Self.key(adapter.model, slot: slot), value: "1")
        }
    }

    /// The key of a setting of VirtualBox's own device; there is no attribute for it.
    static func key(_ model: NetworkAdapter.Model, slot: Int) -> String {
        let device =
            switch model {
            case .e1000, .e1000Server, .e1000MTServer, .e1000e: "e1000"
            case .virtio: "virtio-net"
            case .pcnet, .pcnetII, .pcnetISA: "pcnet"
            case .ne1000, .ne2000, .wd8003, .wd8013, .etherlinkII: "dp8390"
            case .etherlink: "3c501"
            case .usb: "usb-net"
            }
        return "VBoxInternal/Devices/\(device)/\(slot)/Config/LinkUpDelay"
    }
}
