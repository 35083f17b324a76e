//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension Seed {
    /// The file `meta-data`: YAML that needs no YAML reader.
    ///
    /// Small guests take the values as they stand, so what needs no quotes has none.
    var metaData: String {
        var lines = ["instance-id: \(Self.scalar(instanceID))", "local-hostname: \(Self.scalar(hostName))"]
        if !publicKeys.isEmpty {
            lines.append("public-keys:")
            lines += publicKeys.map { "  - \(Self.quoted($0.trimmingBlanks))" }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// A name that was checked, quoted where YAML would not take it for text: numbers, words for true, false and null.
    private static func scalar(_ name: String) -> String {
        let isText = name.first?.isLetter == true && !words.contains(name.lowercased())
        return isText ? name : quoted(name)
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static let words: Set = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
}
