//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Writes an interface: a view of a remote object, with a method for each operation.
enum InterfaceEmitter {
    static func emit(_ interface: API.Interface) -> String {
        if interface.isService { return service(interface) }
        let isRoot = interface.name == Generator.rootInterface
        let methods = interface.operations.map(OperationEmitter.emit).joined(separator: "\n")
        let object = """
            public struct \(interface.name): ManagedObject {
                package let reference: ManagedReference
                package init(reference: ManagedReference) { self.reference = reference }
            """
        if interface.operations.isEmpty { return object + "\n}" }
        if isRoot { return "\(object)\n}\n\nextension ManagedObject {\n\(methods)\n}" }
        return "\(object)\n\n\(methods)\n}"
    }

    /// An interface that is no object: its operations are called on the channel itself.
    private static func service(_ interface: API.Interface) -> String {
        """
        package struct \(interface.name): Sendable {
            package let channel: any Channel
            package init(channel: any Channel) { self.channel = channel }

        \(interface.operations.map(OperationEmitter.emit).joined(separator: "\n"))

            private func call<Result: ResponseValue>(_ operation: StaticString, _ arguments: Argument...) async throws -> Result {
                try await Response(operation: operation, elements: channel.send(operation, Argument.encode(arguments)), channel: channel).value("returnval")
            }

            private func run(_ operation: StaticString, _ arguments: Argument...) async throws {
                _ = try await channel.send(operation, Argument.encode(arguments))
            }
        }
        """
    }
}
