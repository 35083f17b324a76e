//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A key of any name.
struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension CodingUserInfoKey {
    /// Under which a decoder finds the spec whose parts stand for those that are absent.
    static let specDefaults = CodingUserInfoKey(rawValue: "org.vmfest.specDefaults")
}

extension Decoder {
    /// What stands for the parts of a spec that are absent.
    var specDefaults: MachineSpec {
        CodingUserInfoKey.specDefaults.flatMap { userInfo[$0] as? MachineSpec } ?? MachineSpec()
    }

    /// A keyed container that refuses keys that it does not know, by name: a misspelt key must not pass for a default.
    func strictContainer<Key: CodingKey & CaseIterable>(
        keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        try refuseKeys(otherThan: Key.allCases.map(\.stringValue))
        return try container(keyedBy: type)
    }

    /// Throws when there is a key that is not among these.
    func refuseKeys(otherThan known: [String]) throws {
        let unknown = try container(keyedBy: AnyKey.self).allKeys.first { !known.contains($0.stringValue) }
        guard let unknown else { return }
        throw DecodingError.dataCorrupted(
            .init(
                codingPath: codingPath,
                debugDescription: "unknown key '\(unknown.stringValue)'; known are \(known.joined(separator: ", "))"))
    }
}

extension KeyedDecodingContainer {
    /// The value of a key, or a default where the key is absent.
    func decode<Value: Decodable>(_ key: Key, default value: Value) throws -> Value {
        try decodeIfPresent(Value.self, forKey: key) ?? value
    }
}

extension [any CodingKey] {
    /// The place that these keys lead to, for people: `storage[0].devices[2]`.
    var place: String {
        reduce(into: "") { place, key in
            if let index = key.intValue {
                place += "[\(index)]"
            } else {
                place += (place.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
