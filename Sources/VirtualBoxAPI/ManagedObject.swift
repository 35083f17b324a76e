//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The name of a remote object: a string that the web service gave out, and the channel it belongs to.
///
/// It is never empty, so a null object can not be sent where one is required. It is valid until it is released or its
/// web-service session ends.
package struct ManagedReference: Sendable, Hashable, CustomStringConvertible {
    /// The web service's name of the object, `WWWWWWWWWWWWWWWW-OOOOOOOOOOOOOOOO`.
    package let id: String

    /// Where calls on the object are sent.
    package let channel: any Channel

    /// Nil for an empty name: that is how the web service writes a null object.
    package init?(id: String, channel: any Channel) {
        guard !id.isEmpty else { return nil }
        self.id = id
        self.channel = channel
    }

    package var description: String { id }

    package static func == (left: Self, right: Self) -> Bool { left.id == right.id }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// A typed view of a remote object.
///
/// Its methods are the operations of its interface.
package protocol ManagedObject: Sendable, Hashable, ArgumentValue, ResponseValue {
    var reference: ManagedReference { get }

    init(reference: ManagedReference)
}

extension ManagedObject {
    /// The same object seen as another of its interfaces; the server finds out whether it is one.
    package func `as`<Object: ManagedObject>(_ type: Object.Type) -> Object {
        Object(reference: reference)
    }

    /// Calls an operation on this object and decodes its result.
    package func call<Result: ResponseValue>(
        _ operation: StaticString,
        _ arguments: Argument...
    ) async throws -> Result {
        try await respond(operation, arguments).value("returnval")
    }

    /// Calls an operation on this object that has no result.
    package func run(_ operation: StaticString, _ arguments: Argument...) async throws {
        _ = try await respond(operation, arguments)
    }

    /// Calls an operation on this object that has several results.
    package func results(_ operation: StaticString, _ arguments: Argument...) async throws -> Response {
        try await respond(operation, arguments)
    }

    private func respond(_ operation: StaticString, _ arguments: [Argument]) async throws -> Response {
        try await Response(
            operation: operation,
            elements: reference.channel.send(operation, Argument.encode([Argument("_this", self)] + arguments)),
            channel: reference.channel
        )
    }
}
