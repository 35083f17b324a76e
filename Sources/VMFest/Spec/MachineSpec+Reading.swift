//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Yams

extension MachineSpec {
    /// Reads a spec from YAML, of which JSON is a part.
    ///
    /// - Throws: ``VMFestError`` with `invalidSpec` and one problem that names the place: a key that is unknown, missing
    ///   or of the wrong type, or text that is no YAML.
    public init(yaml text: String) throws {
        do {
            let isEmpty = try Yams.compose(yaml: text).map { $0.null != nil } ?? true
            self = isEmpty ? MachineSpec() : try YAMLDecoder().decode(MachineSpec.self, from: text)
        } catch let error as DecodingError {
            throw VMFestError(.invalidSpec, "the spec can not be read:", problems: [SpecProblem(error)])
        } catch let error as YamlError {
            throw VMFestError(.invalidSpec, "the spec is no YAML:", problems: [SpecProblem("YAML", "\(error)")])
        }
    }

    /// Writes the spec as YAML, with all its parts, keys in alphabetical order.
    public func yaml() throws -> String {
        let encoder = YAMLEncoder()
        encoder.options.sortKeys = true
        return try encoder.encode(self)
    }
}

extension SpecProblem {
    /// What a decoder complained about, and where.
    init(_ error: DecodingError) {
        let place: [any CodingKey]
        let message: String
        switch error {
        case .keyNotFound(let key, let context):
            place = context.codingPath
            message = "the key '\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            place = context.codingPath
            message = context.debugDescription
        @unknown default:
            place = []
            message = "\(error)"
        }
        self.init(place.isEmpty ? "spec" : place.place, message)
    }
}
