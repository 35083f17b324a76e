//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A strict reader of the XML that SOAP servers write: UTF-8, without document types.
///
/// It takes elements, text, CDATA, references, comments and processing instructions, and refuses everything else: what
/// is not there cannot be attacked. FoundationXML's parser is not used, because it traps on malformed UTF-8, gives up
/// above 10 MB, and takes a truncated document for a whole one.
///
/// In two points it is milder than XML 1.0, so that an answer stays readable: a reference to a character that XML
/// cannot carry, and bytes that are not UTF-8, become U+FFFD. VirtualBox answers so with text that guests wrote.
struct XMLReader {
    let bytes: [UInt8]
    let maximumDepth: Int
    let keepsAttributes: Bool
    var position = 0
    var open: [OpenElement] = []
    var root: SOAPElement?

    /// How many more elements there may be; each takes memory, also one without any text.
    var elementsLeft: Int

    /// The most elements of a document: a hundred times what a host with 10,000 machines answers.
    static let mostElements = 1_000_000

    /// Reads a whole document.
    ///
    /// - Throws: ``XMLFailure``.
    static func root(
        of bytes: [UInt8], maximumDepth: Int, keepsAttributes: Bool = false, maximumElements: Int = mostElements
    ) throws -> SOAPElement {
        var reader = XMLReader(
            bytes: bytes, maximumDepth: maximumDepth, keepsAttributes: keepsAttributes, elementsLeft: maximumElements)
        try reader.readDocument()
        guard let root = reader.root else { throw reader.failure(.truncated) }
        return root
    }

    private init(bytes: [UInt8], maximumDepth: Int, keepsAttributes: Bool, elementsLeft: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
        self.keepsAttributes = keepsAttributes
        self.elementsLeft = elementsLeft
    }

    private mutating func readDocument() throws {
        skip("\u{FEFF}")
        try readDeclaration()
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<") {
                try readMarkup()
            } else if open.isEmpty {
                guard skipBlanks() else { throw failure(.strayContent) }
            } else {
                try readText()
            }
        }
        guard open.isEmpty else { throw failure(.truncated) }
    }

    /// Reads what begins with `<`.
    private mutating func readMarkup() throws {
        if skip("<?") {
            try skipPast("?>")
        } else if skip("<!--") {
            try skipPast("-->")
        } else if skip("<![CDATA[") {
            try readCDATA()
        } else if skip("</") {
            try readEndTag()
        } else if starts(with: "<!DOCTYPE") {
            throw failure(.documentType)
        } else {
            try readStartTag()
        }
    }

    /// Reads the declaration that may stand at the very beginning, and checks the encoding that it names.
    private mutating func readDeclaration() throws {
        guard starts(with: "<?xml ") else { return }
        let start = position
        try skipPast("?>")
        let declaration = String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
        guard declaration.contains("encoding") else { return }
        guard declaration.contains("utf-8") || declaration.contains("us-ascii") else {
            throw failure(.foreignEncoding)
        }
    }

    func failure(_ reason: XMLFailure.Reason) -> XMLFailure {
        XMLFailure(reason: reason, offset: position)
    }
}
