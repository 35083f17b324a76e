//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension NetworkAdapter: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case attachment, forwards, interface, network, model, macAddress, cableConnected
    }

    private enum Kind: String, Codable, CaseIterable, SpecChoice {
        case nat, bridged
        case hostOnly = "host-only"
        case `internal`
        case none

        /// The keys that describe this attachment beside those of every card.
        var keys: [CodingKeys] {
            switch self {
            case .nat: [.forwards]
            case .bridged, .hostOnly: [.interface]
            case .internal: [.network]
            case .none: []
            }
        }
    }

    /// Reads a card: `attachment` is one of `nat`, `bridged`, `host-only`, `internal` and `none`; with it go `forwards`,
    /// `interface` or `network`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try container.decode(Kind.self, forKey: .attachment)
        let known = [.attachment, .model, .macAddress, .cableConnected] + kind.keys
        try decoder.refuseKeys(otherThan: known.map(\.stringValue))
        switch kind {
        case .nat: attachment = .nat(forwards: try container.decode(.forwards, default: []))
        case .bridged: attachment = .bridged(interface: try container.decode(String.self, forKey: .interface))
        case .hostOnly: attachment = .hostOnly(interface: try container.decode(String.self, forKey: .interface))
        case .internal: attachment = .internal(network: try container.decode(String.self, forKey: .network))
        case .none: attachment = .none
        }
        model = try container.decode(.model, default: .e1000)
        macAddress = try container.decodeIfPresent(String.self, forKey: .macAddress)
        cableConnected = try container.decode(.cableConnected, default: true)
    }

    /// Writes a card in the shape that is read.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch attachment {
        case .nat(let forwards):
            try container.encode(Kind.nat, forKey: .attachment)
            if !forwards.isEmpty { try container.encode(forwards, forKey: .forwards) }
        case .bridged(let interface):
            try container.encode(Kind.bridged, forKey: .attachment)
            try container.encode(interface, forKey: .interface)
        case .hostOnly(let interface):
            try container.encode(Kind.hostOnly, forKey: .attachment)
            try container.encode(interface, forKey: .interface)
        case .internal(let network):
            try container.encode(Kind.internal, forKey: .attachment)
            try container.encode(network, forKey: .network)
        case .none:
            try container.encode(Kind.none, forKey: .attachment)
        }
        try container.encode(model, forKey: .model)
        try container.encodeIfPresent(macAddress, forKey: .macAddress)
        try container.encode(cableConnected, forKey: .cableConnected)
    }
}
