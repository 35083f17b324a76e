//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension VirtualBoxAPI.NetworkAdapter {
    /// What the card is plugged into, without the forwards; nil for what a spec has no word for.
    func attachment() async throws -> NetworkAdapter.Attachment? {
        switch try await getAttachmentType() {
        case .null: .some(NetworkAdapter.Attachment.none)
        case .nat: .nat(forwards: [])
        case .bridged: .bridged(interface: try await getBridgedInterface())
        case .hostOnly: .hostOnly(interface: try await getHostOnlyInterface())
        case .hostOnlyNetwork: .hostOnlyNetwork(network: try await getHostOnlyNetwork())
        case .internal: .internal(network: try await getInternalNetwork())
        case .natNetwork: .natNetwork(network: try await getNATNetwork())
        case .generic: .generic(driver: try await getGenericDriver(), properties: try await properties())
        default: nil
        }
    }

    /// Plugs the card in; its forwards are another matter.
    ///
    /// What it is plugged into is named before the kind is: a running machine reconnects at each change.
    func setAttachment(_ attachment: NetworkAdapter.Attachment) async throws {
        switch attachment {
        case .nat: try await setAttachmentType(.nat)
        case .bridged(let interface):
            try await setBridgedInterface(interface)
            try await setAttachmentType(.bridged)
        case .hostOnly(let interface):
            try await setHostOnlyInterface(interface)
            try await setAttachmentType(.hostOnly)
        case .hostOnlyNetwork(let network):
            try await setHostOnlyNetwork(network)
            try await setAttachmentType(.hostOnlyNetwork)
        case .internal(let network):
            try await setInternalNetwork(network)
            try await setAttachmentType(.internal)
        case .natNetwork(let network):
            try await setNATNetwork(network)
            try await setAttachmentType(.natNetwork)
        case .generic(let driver, let wanted):
            try await setGenericDriver(driver)
            for key in Set(try await properties().keys).subtracting(wanted.keys) {
                try await setProperty(key: key, value: "")
            }
            for (key, value) in wanted { try await setProperty(key: key, value: value) }
            try await setAttachmentType(.generic)
        case .none: try await setAttachmentType(.null)
        }
    }

    private func properties() async throws -> [String: String] {
        let found = try await getProperties(names: "")
        return Dictionary(zip(found.returnNames, found.result)) { $1 }
    }
}

extension VirtualBoxAPI.Machine {
    /// The bandwidth group of a name; nil for an empty one.
    func bandwidthGroup(_ name: String) async throws -> VirtualBoxAPI.BandwidthGroup? {
        name.isEmpty ? nil : try await getBandwidthControl().getBandwidthGroup(name: name)
    }
}
