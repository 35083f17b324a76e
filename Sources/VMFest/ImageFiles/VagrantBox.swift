//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// The metadata of a Vagrant box; nothing that is code is read.
struct VagrantBox: Sendable, Hashable {
    /// Who the box is for: `virtualbox`, `libvirt` and others.
    private(set) var provider: String

    /// `x86` or `arm`; nil where the box does not say it.
    private(set) var architecture: String?

    /// The longest metadata, in bytes.
    static let longest = 1 << 20

    private struct Metadata: Decodable {
        var provider: String
        var architecture: String?
    }

    /// Reads `metadata.json`.
    ///
    /// - Throws: ``VMFestError`` for anything else.
    init(_ bytes: [UInt8]) throws {
        do {
            let metadata = try JSONDecoder().decode(Metadata.self, from: Data(bytes))
            provider = metadata.provider
            architecture = metadata.architecture.flatMap(ImageHints.architecture(named:))
        } catch {
            throw VMFestError(.badImage, "has a metadata.json that is not that of a Vagrant box: it names no provider")
        }
    }
}
