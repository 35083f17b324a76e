//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension XMLReader {
    /// An element whose end tag was not read yet.
    struct OpenElement {
        /// The name as written, prefix included: the end tag must repeat it.
        let qualifiedName: ArraySlice<UInt8>

        /// The text so far, references resolved.
        var text: [UInt8] = []

        var children: [SOAPElement] = []

        /// The finished element, under its name without prefix.
        var element: SOAPElement {
            let name = qualifiedName.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).last
            return SOAPElement(
                name: String(decoding: name ?? qualifiedName, as: UTF8.self),
                text: String(decoding: text, as: UTF8.self),
                children: children
            )
        }
    }

    /// Reads a start tag or an empty element's tag.
    mutating func readStartTag() throws {
        guard root == nil else { throw failure(.strayContent) }
        guard open.count < maximumDepth else { throw failure(.tooDeep) }
        guard skip("<") else { throw failure(.badMarkup) }
        open.append(OpenElement(qualifiedName: try readName()))
        while true {
            let hasBlanks = skipBlanks()
            if skip("/>") { return close() }
            if skip(">") { return }
            guard position < bytes.count else { throw failure(.truncated) }
            guard hasBlanks else { throw failure(.badMarkup) }
            try skipAttribute()
        }
    }

    /// Reads an end tag, of which `</` was read.
    mutating func readEndTag() throws {
        let name = try readName()
        guard let element = open.last, element.qualifiedName == name else { throw failure(.wrongEndTag) }
        skipBlanks()
        guard skip(">") else { throw failure(position < bytes.count ? .badMarkup : .truncated) }
        close()
    }

    /// Moves the innermost open element into the one around it.
    private mutating func close() {
        guard let element = open.popLast()?.element else { return }
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].children.append(element)
        }
    }

    /// Goes past an attribute, which means nothing here but must be well-formed.
    private mutating func skipAttribute() throws {
        _ = try readName()
        skipBlanks()
        guard skip("=") else { throw failure(.badAttribute) }
        skipBlanks()
        guard position < bytes.count else { throw failure(.truncated) }
        let quote = bytes[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw failure(.badAttribute) }
        position += 1
        while position < bytes.count, bytes[position] != quote {
            guard bytes[position] != UInt8(ascii: "<") else { throw failure(.badAttribute) }
            position += 1
        }
        guard position < bytes.count else { throw failure(.truncated) }
        position += 1
    }
}
