//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Why bytes could not be read as XML, and where; it never repeats them.
struct XMLFailure: Error, Hashable, CustomStringConvertible {
    /// What is wrong there.
    var reason: Reason

    /// The offset of the byte where it was noticed.
    var offset: Int

    var description: String { "\(reason.rawValue) at byte \(offset)" }

    /// What can be wrong.
    enum Reason: String, Hashable {
        case badAttribute = "a malformed attribute"
        case badCharacter = "a control character"
        case badMarkup = "malformed markup"
        case badName = "a malformed name"
        case badReference = "a malformed or unknown reference"
        case documentType = "a document type declaration, which is refused,"
        case foreignEncoding = "an encoding other than UTF-8"
        case strayContent = "content outside of the root element"
        case tooDeep = "too many elements inside each other"
        case tooMany = "too many elements"
        case truncated = "the end of the data before the end of the document"
        case wrongEndTag = "an end tag of another element"
    }
}
