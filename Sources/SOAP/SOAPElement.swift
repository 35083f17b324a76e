//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// One XML element of a response: its name without prefix, its text, and the elements inside it.
///
/// Comments and processing instructions mean nothing and are dropped. So are attributes in a SOAP body; in an
/// ``XMLDocument`` they are kept.
package struct SOAPElement: Sendable, Hashable {
    /// The name without its namespace prefix.
    package var name: String

    /// The character data directly inside the element, entities resolved, not trimmed.
    package var text: String

    /// The elements inside, in document order.
    package var children: [SOAPElement]

    /// The attributes by their names without prefix, where they are kept.
    package var attributes: [String: String]

    package init(
        name: String, text: String = "", children: [SOAPElement] = [], attributes: [String: String] = [:]
    ) {
        self.name = name
        self.text = text
        self.children = children
        self.attributes = attributes
    }

    /// All children of this name, in document order.
    package func children(named name: String) -> [SOAPElement] {
        children.filter { $0.name == name }
    }

    /// The first child of this name.
    package func child(named name: String) -> SOAPElement? {
        children.first { $0.name == name }
    }
}
