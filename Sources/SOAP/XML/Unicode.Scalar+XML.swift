//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension Unicode.Scalar {
    /// Whether XML 1.0 can carry this character, be it as it is or as a reference.
    var isXML: Bool {
        switch value {
        case 0x9, 0xA, 0xD: true
        case 0..<0x20, 0xFFFE, 0xFFFF: false
        default: true
        }
    }
}
