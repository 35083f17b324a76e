//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// An operation to send: its name, its namespace, and the elements inside it.
package struct SOAPRequest: Sendable, Hashable {
    /// The namespace of the operation's element; its children are unqualified.
    package var namespace: String

    /// The operation's name, which is the name of the element in the body.
    package var operation: String

    /// The parameters in order.
    ///
    /// A parameter that is an array stands here once for each of its elements; one that is null, or an empty array,
    /// does not stand here at all.
    package var parameters: [Parameter]

    package init(namespace: String, operation: String, parameters: [Parameter] = []) {
        self.namespace = namespace
        self.operation = operation
        self.parameters = parameters
    }

    /// A parameter's name and its text.
    package struct Parameter: Sendable, Hashable {
        package var name: String
        package var text: String

        package init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }
}
