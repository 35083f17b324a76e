//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// All that the doctor found, in the order in which it looked.
struct Diagnosis: Presentable {
    var findings: [Finding] = []

    /// Whether the host answered.
    var hostWasAsked = true

    private enum CodingKeys: String, CodingKey {
        case grade, findings
    }

    /// The gravest grade.
    var grade: Finding.Grade {
        let grades = findings.map(\.grade)
        return grades.contains(.problem) ? .problem : grades.contains(.warning) ? .warning : .ok
    }

    /// The exit code: warnings are no failure.
    var status: ExitStatus { hostWasAsked ? grade == .problem ? .failed : .done : .hostNotAsked }

    var identifiers: [String] { [] }

    var text: String {
        let width = findings.map(\.check.columns).max() ?? 0
        let indent = "\n" + String(repeating: " ", count: width + 11)
        return findings.map { finding in
            let start = finding.grade.rawValue.padded(to: 9) + finding.check.padded(to: width + 2)
            let lines = [finding.message] + (finding.remedy.map { ["-> \($0)"] } ?? [])
            return start + lines.map { $0.split(separator: "\n").joined(separator: indent) }.joined(separator: indent)
        }.joined(separator: "\n")
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(grade, forKey: .grade)
        try container.encode(findings, forKey: .findings)
    }
}
