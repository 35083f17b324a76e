//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What can not start warm, and why.
enum WarmRefusal {
    /// Refuses hardware that clones of one machine can not share, or that keeps an identity.
    static func check(_ spec: MachineSpec) throws {
        for (slot, adapter) in spec.networks.enumerated() {
            if !adapter.model.takesAddressWhileRunning {
                throw VMFestError(
                    .notSupported,
                    "networks[\(slot)] is a card of the model \(adapter.model.rawValue), whose hardware address a guest can not change"
                        + " while it runs;"
                        + " use e1000 or virtio")
            }
            switch adapter.attachment {
            case .nat, .none: break
            case .bridged, .hostOnly, .hostOnlyNetwork, .internal, .natNetwork, .generic:
                throw VMFestError(
                    .notSupported,
                    "the card networks[\(slot)] is in a network with others, where the guest of a warm image would be seen with"
                        + " the hardware address of its template until it has its own; only cards behind NAT, or without"
                        + " a network, can start warm")
            }
        }
        for controller in spec.storage {
            for case .disk(let path) in controller.devices.compactMap(\.?.content) {
                throw VMFestError(
                    .notSupported, "the disk '\(path)' is written by one machine only, so no clone can have it, too")
            }
        }
    }

    /// Refuses what a guest takes notice of at its first boot only, which is over in a warm image.
    static func check(_ firstBoot: FirstBoot) throws {
        if firstBoot.userData?.isIgnition == true {
            throw VMFestError(
                .notSupported, "Ignition's configuration takes effect at a first boot only: start it cold")
        }
        if firstBoot.networkConfig != nil {
            throw VMFestError(
                .notSupported, "a network configuration takes effect at a first boot only: start it cold")
        }
    }
}

extension NetworkAdapter.Model {
    /// Whether a guest can give the card another hardware address.
    fileprivate var takesAddressWhileRunning: Bool {
        switch self {
        case .e1000, .e1000Server, .e1000MTServer, .e1000e, .virtio: true
        case .pcnet, .pcnetII, .pcnetISA, .ne1000, .ne2000, .wd8003, .wd8013, .etherlink, .etherlinkII, .usb: false
        }
    }
}
