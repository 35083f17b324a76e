//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP

/// Whether there is an OVF descriptor with one machine in a file, whatever else is in it.
enum OVFEnvelope {
    /// The longest descriptor, in bytes.
    private static let longest = 16 << 20

    /// Refuses a file whose descriptor, or that of the archive, is none.
    ///
    /// - Throws: ``VMFestError`` with `badImage`, and a message that goes on after the file's name.
    static func check(_ file: OpenFile) async throws {
        let start = try await blocking { try file.bytes(at: 0, count: TarHeader.length) }
        let bytes: [UInt8]
        if TarHeader.isOne(start) {
            bytes = try await member(of: file)
        } else if file.path.lowercased().hasSuffix(".ova") {
            throw VMFestError(.badImage, "is no OVA file: it is no archive")
        } else {
            guard file.size <= longest else { throw isTooLong }
            bytes = try await blocking { try file.bytes(at: 0, count: longest) }
        }
        try check(bytes)
    }

    /// Refuses a descriptor that is none, or not of one machine.
    static func check(_ bytes: [UInt8]) throws {
        let root: SOAPElement
        do {
            root = try XMLDocument.root(of: bytes)
        } catch {
            throw VMFestError(.badImage, "has an OVF descriptor that is no valid XML: \(error)")
        }
        guard root.name == "Envelope" else {
            throw VMFestError(.badImage, "has an OVF descriptor with the root element '\(root.name)'")
        }
        let systems = root.descendants(named: "VirtualSystem")
        guard systems.count == 1 else {
            throw VMFestError(
                .badImage,
                "describes \(systems.count) machines; one can be imported"
                    + (systems.isEmpty ? "" : ", so split it up first"))
        }
    }

    /// The descriptor in an archive, which by the standard is its first file.
    private static func member(of file: OpenFile) async throws -> [UInt8] {
        try await blocking {
            var parser = TarParser()
            var offset: Int64 = 0
            var found: [UInt8]?
            while offset < file.size {
                let piece = try file.bytes(at: offset, count: 1 << 16)
                guard !piece.isEmpty else { break }
                offset += Int64(piece.count)
                for event in try parser.push(piece[...]) {
                    switch event {
                    case .file(let name, let size):
                        guard String(decoding: name, as: UTF8.self).lowercased().hasSuffix(".ovf") else { continue }
                        guard size <= longest else { throw isTooLong }
                        found = []
                    case .content(let bytes): found?.append(contentsOf: bytes)
                    case .end: if let found { return found }
                    }
                }
            }
            throw VMFestError(
                .badImage, found == nil ? "is an archive without an OVF descriptor" : "is an archive that is cut off")
        }
    }

    private static let isTooLong = VMFestError(.badImage, "has an OVF descriptor of more than \(longest) bytes")
}
