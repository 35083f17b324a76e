//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// The ways to a machine's guest.
struct EndpointList: Presentable {
    var endpoints: [Endpoint]

    func encode(to encoder: any Encoder) throws { try endpoints.encode(to: encoder) }

    var identifiers: [String] { endpoints.map(Self.place) }

    var text: String {
        var table = Table(columns: [
            .init(title: "ADDRESS"), .init(title: "LEADS TO"), .init(title: "SOURCE"),
            .init(title: "CARD", isNumeric: true), .init(title: "REACHABLE"),
        ])
        table.rows = endpoints.map { endpoint in
            let target = endpoint.forward.map { "guest port \($0.guestPort)/\($0.transport.rawValue)" } ?? "guest"
            return [
                Self.place(endpoint), target, endpoint.source.rawValue, "\(endpoint.adapter)",
                endpoint.isReachable ? "yes" : "no",
            ]
        }
        return table.text
    }

    /// The one that serves most: an address of the guest's own, else a forward.
    var best: String? {
        let reachable = endpoints.filter(\.isReachable)
        return (reachable.first { $0.forward == nil } ?? reachable.first).map(Self.place)
    }

    private static func place(_ endpoint: Endpoint) -> String {
        guard let port = endpoint.forward?.port else { return endpoint.address }
        return endpoint.address.contains(":") ? "[\(endpoint.address)]:\(port)" : "\(endpoint.address):\(port)"
    }
}
