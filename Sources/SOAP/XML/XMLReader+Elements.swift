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

        /// The attributes, where they are kept.
        var attributes: [String: String] = [:]

        /// The finished element, under its name without prefix.
        var element: SOAPElement {
            SOAPElement(
                name: XMLReader.localName(qualifiedName),
                text: String(decoding: text, as: UTF8.self),
                children: children,
                attributes: attributes
            )
        }
    }

    /// Reads a start tag or an empty element's tag.
    mutating func readStartTag() throws {
        guard root == nil else { throw failure(.strayContent) }
        guard open.count < maximumDepth else { throw failure(.tooDeep) }
        guard elementsLeft > 0 else { throw failure(.tooMany) }
        elementsLeft -= 1
        guard skip("<") else { throw failure(.badMarkup) }
        open.append(OpenElement(qualifiedName: try readName()))
        while true {
            let hasBlanks = skipBlanks()
            if skip("/>") { return close() }
            if skip(">") { return }
            guard position < bytes.count else { throw failure(.truncated) }
            guard hasBlanks else { throw failure(.badMarkup) }
            try readAttribute()
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

    /// Reads an attribute; where attributes are not kept it means nothing but must be well-formed.
    private mutating func readAttribute() throws {
        let name = try readName()
        skipBlanks()
        guard skip("=") else { throw failure(.badAttribute) }
        skipBlanks()
        guard position < bytes.count else { throw failure(.truncated) }
        let quote = bytes[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw failure(.badAttribute) }
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != quote {
            guard bytes[position] != UInt8(ascii: "<") else { throw failure(.badAttribute) }
            position += 1
        }
        guard position < bytes.count else { throw failure(.truncated) }
        if keepsAttributes { try keep(name, bytes[start..<position]) }
        position += 1
    }

    /// Notes an attribute of the innermost open element; of several with one name the first.
    private mutating func keep(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) throws {
        guard !name.starts(with: Array("xmlns".utf8)) else { return }
        let name = Self.localName(name)
        guard open[open.count - 1].attributes[name] == nil else { return }
        // There is no `<` in it, so it can be read as text is.
        let text = Array("<a>".utf8) + value + Array("</a>".utf8)
        do {
            open[open.count - 1].attributes[name] = try Self.root(of: text, maximumDepth: 1).text
        } catch is XMLFailure {
            throw failure(.badAttribute)
        }
    }

    /// A name without its prefix.
    fileprivate static func localName(_ name: ArraySlice<UInt8>) -> String {
        let last = name.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).last
        return String(decoding: last ?? name, as: UTF8.self)
    }
}
