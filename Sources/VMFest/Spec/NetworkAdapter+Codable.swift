//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension NetworkAdapter: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case attachment, forwards, interface, network, driver, properties, model, macAddress, cableConnected
        case enabled, lineSpeed, promiscuousMode, bootPriority, bandwidthGroup, nat
    }

    private enum Kind: String, Codable, CaseIterable, SpecChoice {
        case nat, bridged
        case hostOnly = "host-only"
        case hostOnlyNetwork = "host-only-network"
        case `internal`
        case natNetwork = "nat-network"
        case generic
        case none

        /// The keys that describe this attachment beside those of every card.
        var keys: [CodingKeys] {
            switch self {
            case .nat: [.forwards, .nat]
            case .bridged, .hostOnly: [.interface]
            case .hostOnlyNetwork, .internal, .natNetwork: [.network]
            case .generic: [.driver, .properties]
            case .none: []
            }
        }
    }

    /// Reads a card: `attachment` is one of `nat`, `bridged`, `host-only`, `host-only-network`, `internal`,
    /// `nat-network`, `generic` and `none`; with it go `forwards` and `nat`, `interface`, `network`, or `driver` and
    /// `properties`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try container.decode(Kind.self, forKey: .attachment)
        let known = Self.keysOfEveryCard + kind.keys
        try decoder.refuseKeys(otherThan: known.map(\.stringValue))
        switch kind {
        case .nat: attachment = .nat(forwards: try container.decode(.forwards, default: []))
        case .bridged: attachment = .bridged(interface: try container.decode(String.self, forKey: .interface))
        case .hostOnly: attachment = .hostOnly(interface: try container.decode(String.self, forKey: .interface))
        case .hostOnlyNetwork:
            attachment = .hostOnlyNetwork(network: try container.decode(String.self, forKey: .network))
        case .internal: attachment = .internal(network: try container.decode(String.self, forKey: .network))
        case .natNetwork: attachment = .natNetwork(network: try container.decode(String.self, forKey: .network))
        case .generic:
            attachment = .generic(
                driver: try container.decode(String.self, forKey: .driver),
                properties: try container.decode(.properties, default: [:]))
        case .none: attachment = .none
        }
        model = try container.decode(.model, default: .e1000)
        macAddress = try container.decodeIfPresent(String.self, forKey: .macAddress)
        cableConnected = try container.decode(.cableConnected, default: true)
        enabled = try container.decode(.enabled, default: true)
        lineSpeed = try container.decodeIfPresent(Int.self, forKey: .lineSpeed)
        promiscuousMode = try container.decodeIfPresent(PromiscuousMode.self, forKey: .promiscuousMode)
        bootPriority = try container.decodeIfPresent(Int.self, forKey: .bootPriority)
        bandwidthGroup = try container.decodeIfPresent(String.self, forKey: .bandwidthGroup)
        nat = try container.part(.nat, default: NATOptions())
    }

    private static let keysOfEveryCard: [CodingKeys] = [
        .attachment, .model, .macAddress, .cableConnected, .enabled, .lineSpeed, .promiscuousMode, .bootPriority,
        .bandwidthGroup,
    ]

    /// Writes a card in the shape that is read.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch attachment {
        case .nat(let forwards):
            try container.encode(Kind.nat, forKey: .attachment)
            try container.encode(forwards, .forwards, unless: [])
            try container.encode(nat, .nat, unless: NATOptions())
        case .bridged(let interface):
            try container.encode(Kind.bridged, forKey: .attachment)
            try container.encode(interface, forKey: .interface)
        case .hostOnly(let interface):
            try container.encode(Kind.hostOnly, forKey: .attachment)
            try container.encode(interface, forKey: .interface)
        case .hostOnlyNetwork(let network):
            try container.encode(Kind.hostOnlyNetwork, forKey: .attachment)
            try container.encode(network, forKey: .network)
        case .internal(let network):
            try container.encode(Kind.internal, forKey: .attachment)
            try container.encode(network, forKey: .network)
        case .natNetwork(let network):
            try container.encode(Kind.natNetwork, forKey: .attachment)
            try container.encode(network, forKey: .network)
        case .generic(let driver, let properties):
            try container.encode(Kind.generic, forKey: .attachment)
            try container.encode(driver, forKey: .driver)
            try container.encode(properties, .properties, unless: [:])
        case .none:
            try container.encode(Kind.none, forKey: .attachment)
        }
        try container.encode(model, forKey: .model)
        try container.encodeIfPresent(macAddress, forKey: .macAddress)
        try container.encode(cableConnected, forKey: .cableConnected)
        try container.encode(enabled, .enabled, unless: true)
        try container.encodeIfPresent(lineSpeed, forKey: .lineSpeed)
        try container.encodeIfPresent(promiscuousMode, forKey: .promiscuousMode)
        try container.encodeIfPresent(bootPriority, forKey: .bootPriority)
        try container.encodeIfPresent(bandwidthGroup, forKey: .bandwidthGroup)
    }
}
