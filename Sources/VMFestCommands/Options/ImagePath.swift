//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// The path of a disk image, or of another file of the host, as a user types it.
struct ImagePath: Sendable, Hashable {
    let text: String

    /// The image on a host: that of the catalogue, if it has one of this name, else the file of this path.
    ///
    /// Where the host is this computer, the path may begin with `~` or be relative.
    ///
    /// - Throws: ``Failure`` when the path needs this computer's folders and the host is another one; what asking the
    ///   host throws.
    func image(on host: Host) async throws -> Image { try await choice(on: host).image }

    /// The same, with what the catalogue knows of it; nil for a file.
    func choice(on host: Host) async throws -> (image: Image, info: ImageInfo?) {
        if mayBeName, let info = try await host.images().first(where: { $0.name == text }) {
            return (.named(text), info)
        }
        return (.file(try absolute(isHere: host.isThisComputer, host: host.url)), nil)
    }

    /// Whether it can be the name of an image in a catalogue.
    private var mayBeName: Bool { !text.contains("/") && !text.contains("\\") && !text.hasPrefix("~") }

    /// The path as the host is told of it.
    func absolute(on host: Host) throws -> String { try absolute(isHere: host.isThisComputer, host: host.url) }

    func absolute(isHere: Bool, host: String) throws -> String {
        if isHere {
            return URL(filePath: NSString(string: text).expandingTildeInPath).standardizedFileURL.path(
                percentEncoded: false)
        }
        guard isAbsolute else {
            throw Failure(.usage, "the path must be absolute, since \(host) is another computer: \(text)")
        }
        return text
    }

    /// Whether it begins at a root, of whatever kind of computer: `/…`, `C:\…` or `\\…`.
    private var isAbsolute: Bool {
        text.hasPrefix("/") || text.hasPrefix("\\\\") || [":\\", ":/"].contains(where: text.dropFirst().hasPrefix)
    }
}
