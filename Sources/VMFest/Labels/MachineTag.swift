//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

/// The rules of tags, and where they are kept.
enum MachineTag {
    /// What the extra data's keys of tags begin with.
    static let prefix = "vmfest/tag/"

    static func isKey(_ text: String) -> Bool {
        (1...63).contains(text.utf8.count)
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "._-/".contains($0) }
    }

    /// Everything that is wrong with a tag; a nil value is one that is to be removed.
    static func problems(key: String, value: String?) -> [SpecProblem] {
        var problems: [SpecProblem] = []
        if !isKey(key) {
            problems.append(
                SpecProblem(
                    "tag '\(key)'",
                    "can not be a tag's key: 1 to 63 letters, digits, dots, underscores, hyphens and slashes"))
        }
        if let value, let reason = reason(againstValue: value) { problems.append(SpecProblem("tag '\(key)'", reason)) }
        return problems
    }

    /// Why something can not be a value; nil where it can.
    static func reason(againstValue value: String) -> String? {
        if value.isEmpty { return "has no value; VirtualBox keeps none that is empty" }
        if value.utf8.count > 255 { return "has a value of \(value.utf8.count) bytes, and 255 are the most" }
        if value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return "has a control character in its value"
        }
        return (try? value.texts()) == nil ? "has a character in its value that XML does not know" : nil
    }
}
