//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Yams

extension MachineSpec {
    /// Reads a spec from YAML, of which JSON is a part.
    ///
    /// - Parameters:
    ///   - text: the YAML.
    ///   - defaults: whose parts stand for those that are absent.
    /// - Throws: ``VMFestError`` with `invalidSpec` and one problem that names the place: a key that is unknown, missing
    ///   or of the wrong type, or text that is no YAML.
    public init(yaml text: String, over defaults: MachineSpec = MachineSpec()) throws {
        do {
            guard text.utf8.count <= Self.largestText else {
                throw VMFestError(.invalidSpec, "the spec has more than \(Self.largestText) bytes")
            }
            let document = try Yams.compose(yaml: text)
            let isEmpty = document.map { $0.null != nil } ?? true
            try document?.refuseOddKeys()
            let userInfo = CodingUserInfoKey.specDefaults.map { [$0: defaults as Any] } ?? [:]
            self =
                isEmpty ? defaults : try YAMLDecoder().decode(MachineSpec.self, from: text, userInfo: userInfo)
        } catch let error as DecodingError {
            throw VMFestError(.invalidSpec, "the spec can not be read:", problems: [SpecProblem(error)])
        } catch let error as YamlError {
            throw VMFestError(.invalidSpec, "the spec is no YAML:", problems: [SpecProblem("YAML", "\(error)")])
        }
    }

    /// More than any spec needs; few enough that aliases of aliases can not make much of it.
    private static let largestText = 64 * 1024

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
        case .typeMismatch(let type, let context):
            place = context.codingPath
            message = Self.words(for: type, context.debugDescription)
        case .valueNotFound(_, let context), .dataCorrupted(let context):
            place = context.codingPath
            message = context.debugDescription
        @unknown default:
            place = []
            message = "\(error)"
        }
        self.init(place.isEmpty ? "spec" : place.place, message)
    }

    /// What should be there, in words of people who write specs; the decoder's own for what has none.
    private static func words(for type: any Any.Type, _ description: String) -> String {
        if type is Bool.Type { return "is neither yes nor no" }
        if type is any FixedWidthInteger.Type { return "is no whole number, or too large a one" }
        if type is any BinaryFloatingPoint.Type { return "is no number" }
        if description.contains("Expected to decode Mapping") { return "has no keys, such as 'key: value'" }
        if description.contains("Expected to decode Sequence") { return "is no list" }
        if description.contains("Expected to decode Scalar") { return "is a list or has keys, and should be one value" }
        return description
    }
}

extension Node {
    /// Throws for keys that a decoder does not get to see, and would so pass over: those that are no plain text, and
    /// the one by which Yams hands on an anchor.
    ///
    /// Also for a document that unfolds to more than any spec has.
    fileprivate func refuseOddKeys() throws {
        var budget = 20_000
        var open = [self]
        while let node = open.popLast() {
            budget -= 1
            guard budget > 0 else { throw Self.refusal("unfolds to too many parts") }
            switch node {
            case .mapping(let mapping):
                for (key, value) in mapping {
                    guard let name = key.scalar?.string, name != "yamlAnchor", name != "yamlTag" else {
                        throw Self.refusal(
                            "has a key at \(key.mark.map { "\($0)" } ?? "some place") that is none of a spec's")
                    }
                    open.append(value)
                }
            case .sequence(let sequence): open += sequence
            case .scalar, .alias: break
            }
        }
    }

    private static func refusal(_ reason: String) -> VMFestError {
        VMFestError(.invalidSpec, "the spec can not be read:", problems: [SpecProblem("spec", reason)])
    }
}
