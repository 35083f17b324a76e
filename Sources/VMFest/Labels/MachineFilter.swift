//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// One condition on machines, in the one form that is used everywhere.
///
/// | text | it holds for machines |
/// |---|---|
/// | `role=web` | whose tag `role` is `web` |
/// | `role!=web` | whose tag `role` is something else, or that have none |
/// | `role` | that have a tag `role`, whatever it is |
/// | `@owner=me@host` | that belong to `me@host`; the fields are `owner`, `image`, `name`, `size` and `state` |
///
/// A field can be compared with `!=` as well, and `@owner` alone holds for machines of which the owner is known.
public struct MachineFilter: Sendable, Hashable {
    /// What is looked at.
    private enum Subject: Sendable, Hashable {
        case tag(String)
        case field(Field)
    }

    /// What of a machine can be compared beside its tags.
    private enum Field: String, Sendable, Hashable, CaseIterable {
        case image, name, owner, size, state
    }

    private enum Condition: Sendable, Hashable {
        case isThere
        case equals(String)
        case differs(from: String)
    }

    private let subject: Subject
    private let condition: Condition

    /// Reads a condition.
    ///
    /// - Throws: ``VMFestError`` with `invalidArgument` for what is none, for a field that machines do not have, and for
    ///   a state that they are never in.
    public init(_ text: String) throws {
        let name = text.prefix { $0 != "=" && $0 != "!" }
        let rest = text.dropFirst(name.count)
        if rest.isEmpty {
            condition = .isThere
        } else if rest.hasPrefix("!=") {
            condition = .differs(from: String(rest.dropFirst(2)))
        } else if rest.hasPrefix("=") {
            condition = .equals(String(rest.dropFirst()))
        } else {
            throw Self.refusal(text, "it looks like key=value, key!=value, or key")
        }
        subject = try Self.subject(String(name), in: text)
        try check(text)
    }

    /// Whether it holds for a machine.
    public func matches(_ info: MachineInfo) -> Bool {
        let value: String? =
            switch subject {
            case .tag(let key): info.tags[key]
            case .field(.image): info.image
            case .field(.name): info.name
            case .field(.owner): info.owner
            case .field(.size): info.size
            case .field(.state): info.state.rawValue
            }
        return switch condition {
        case .isThere: value != nil
        case .equals(let wanted): value == wanted
        case .differs(let unwanted): value != unwanted
        }
    }

    private static func subject(_ name: String, in text: String) throws -> Subject {
        if name.hasPrefix("@") {
            guard let field = Field(rawValue: String(name.dropFirst())) else {
                let fields = Field.allCases.map { "@\($0.rawValue)" }.joined(separator: ", ")
                throw refusal(text, "machines have no field '\(name)'; there are \(fields)")
            }
            return .field(field)
        }
        guard let problem = MachineTag.problems(key: name, value: nil).first else { return .tag(name) }
        throw refusal(text, "'\(name)' \(problem.message)")
    }

    private func check(_ text: String) throws {
        let wanted: String
        switch condition {
        case .isThere: return
        case .equals(let value), .differs(from: let value): wanted = value
        }
        if let reason = MachineTag.reason(againstValue: wanted) { throw Self.refusal(text, "it \(reason)") }
        if subject == .field(.state), MachineState(rawValue: wanted) == nil {
            let states = MachineState.allCases.map(\.rawValue).joined(separator: ", ")
            throw Self.refusal(text, "machines are never '\(wanted)'; their states are \(states)")
        }
    }

    private static func refusal(_ text: String, _ reason: String) -> VMFestError {
        VMFestError(.invalidArgument, "'\(text)' is no condition on machines: \(reason)")
    }
}
