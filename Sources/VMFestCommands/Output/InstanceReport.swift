//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// Instances, as `run` gives them: their JSON is an array of ``MachineInfo``, each with its `endpoints`.
struct InstanceReport: Presentable {
    struct Instance: Encodable {
        var info: MachineInfo
        var endpoints: [Endpoint]

        private enum CodingKeys: String, CodingKey {
            case endpoints
        }

        func encode(to encoder: any Encoder) throws {
            try info.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(endpoints, forKey: .endpoints)
        }

        /// The forwards, as `ADDRESS:PORT → PORT`.
        var forwards: String {
            endpoints.compactMap { endpoint in
                endpoint.forward.map { "\(endpoint.address):\($0.port) → \($0.guestPort)" }
            }.joined(separator: ", ")
        }
    }

    var instances: [Instance]

    init(instances: [Instance]) {
        self.instances = instances
    }

    /// Asks for all that there is to tell of machines.
    init(of machines: [Machine]) async throws {
        instances = try await withThrowingTaskGroup(of: (Int, Instance).self) { group in
            for (index, machine) in machines.enumerated() {
                group.addTask {
                    async let info = machine.info()
                    async let endpoints = machine.endpoints()
                    return (index, Instance(info: try await info, endpoints: try await endpoints))
                }
            }
            let instances = try await group.reduce(into: []) { $0.append($1) }
            return instances.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    var identifiers: [String] { instances.map(\.info.machine.description) }

    var text: String {
        var table = Table(columns: [
            .init(title: "NAME"), .init(title: "STATE"), .init(title: "SIZE"), .init(title: "START"),
            .init(title: "FORWARDS"),
        ])
        table.rows = instances.map { instance in
            let info = instance.info
            return [
                info.name, info.state.rawValue, info.size ?? "", info.start?.rawValue ?? "", instance.forwards,
            ]
        }
        return table.text
    }

    func encode(to encoder: any Encoder) throws {
        try instances.encode(to: encoder)
    }
}
