//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// A machine's spec, with what it leaves out.
struct SpecDetails: Presentable {
    let configuration: MachineConfiguration

    /// The spec as YAML, after comments.
    let yaml: String

    var text: String { yaml }

    var identifiers: [String] { [] }

    private struct Note: Encodable {
        let place: String
        let reason: String
    }

    private enum CodingKeys: String, CodingKey {
        case spec, image, omissions, problems
    }

    /// Writes the spec, the image where there is one, what is left out and what has to be changed.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(configuration.spec, forKey: .spec)
        try container.encodeIfPresent(configuration.image, forKey: .image)
        try container.encode(
            configuration.omissions.map { Note(place: $0.place, reason: $0.reason) }, forKey: .omissions)
        try container.encode(
            configuration.problems.map { Note(place: $0.place, reason: $0.message) }, forKey: .problems)
    }
}
