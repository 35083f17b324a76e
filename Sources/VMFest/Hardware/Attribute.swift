//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

/// A row of the table between specs and machines: one attribute, how it is read from a machine, and how it is
/// written to one.
///
/// `Part` is the value of a spec that has the attribute, `Remote` is VirtualBox's object that has it.
struct Attribute<Part: Sendable, Remote: Sendable>: Sendable {
    let row: AttributeRow<Part>
    let read: @Sendable (Remote) async throws -> AttributeReading<Part>
    let write: @Sendable (Part, Remote) async throws -> Void
}

/// What a row says of an attribute, whatever object of VirtualBox has it.
struct AttributeRow<Part: Sendable>: Sendable {
    /// Its place below that of the part, for example `cpu.executionCap`.
    let key: String
    let since: APIVersion

    /// When VirtualBox takes a change of it.
    let window: Window

    /// Whether a new machine is to be told of it.
    let isSet: @Sendable (Part) -> Bool

    /// Whether something else is wanted than what is; what is not said is wanted as it is.
    let differs: @Sendable (_ wanted: Part, _ present: Part) -> Bool

    /// Takes the value of another part over, where this one says nothing.
    let fill: @Sendable (inout Part, Part) -> Void

    /// The value in words; nil where nothing is said.
    let text: @Sendable (Part) -> String?
}

/// A value that was read, on the way into a part.
struct AttributeReading<Part: Sendable>: Sendable {
    let store: @Sendable (inout Part) -> Void

    /// Why there is none, where VirtualBox has something that a spec has no word for.
    var omission: SpecOmission?
}

extension Attribute {
    /// An attribute that a spec may leave to VirtualBox.
    init<Value: Sendable & Hashable>(
        _ key: String, _ path: any WritableKeyPath<Part, Value?> & Sendable,
        since: APIVersion = .oldestKnown, _ window: Window = .off,
        get: @escaping @Sendable (Remote) async throws -> Value?,
        set: @escaping @Sendable (Remote, Value) async throws -> Void
    ) {
        row = AttributeRow(
            key: key, since: since, window: window,
            isSet: { $0[keyPath: path] != nil },
            differs: { wanted, present in
                guard let value = wanted[keyPath: path] else { return false }
                return value != present[keyPath: path]
            },
            fill: { part, other in part[keyPath: path] = part[keyPath: path] ?? other[keyPath: path] },
            text: { $0[keyPath: path].map { SpecText.words($0) } })
        read = { remote in
            let value = try await get(remote)
            return AttributeReading { $0[keyPath: path] = value }
        }
        write = { part, remote in
            if let value = part[keyPath: path] { try await set(remote, value) }
        }
    }

    /// An attribute that every spec has.
    init<Value: Sendable & Hashable>(
        required key: String, _ path: any WritableKeyPath<Part, Value> & Sendable,
        unless usual: Value? = nil, _ window: Window = .off,
        get: @escaping @Sendable (Remote) async throws -> Value,
        set: @escaping @Sendable (Remote, Value) async throws -> Void
    ) {
        row = AttributeRow(
            key: key, since: .oldestKnown, window: window,
            isSet: { $0[keyPath: path] != usual },
            differs: { $0[keyPath: path] != $1[keyPath: path] },
            fill: { _, _ in },
            text: { SpecText.words($0[keyPath: path]) })
        read = { remote in
            let value = try await get(remote)
            return AttributeReading { $0[keyPath: path] = value }
        }
        write = { part, remote in try await set(remote, part[keyPath: path]) }
    }

    /// An attribute that is one of VirtualBox's words.
    init<Choice: RemoteChoice>(
        choice key: String, _ path: any WritableKeyPath<Part, Choice?> & Sendable,
        since: APIVersion = .oldestKnown, _ window: Window = .off,
        get: @escaping @Sendable (Remote) async throws -> Choice.Remote,
        set: @escaping @Sendable (Remote, Choice.Remote) async throws -> Void
    ) {
        let base = Attribute(
            key, path, since: since, window, get: { _ in nil }, set: { try await set($0, $1.remote) })
        row = base.row
        write = base.write
        read = { remote in
            let word = try await get(remote)
            let choice = Choice(word)
            return AttributeReading(
                store: { $0[keyPath: path] = choice },
                omission: choice == nil
                    ? SpecOmission(key, "VirtualBox has '\(word)', for which a spec has no word") : nil
            )
        }
    }
}
