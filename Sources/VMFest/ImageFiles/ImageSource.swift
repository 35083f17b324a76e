//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// Where an image comes from.
package struct ImageSource: Sendable, Hashable {
    /// A file of this computer, or an address.
    enum Place: Sendable, Hashable {
        /// An absolute path.
        case file(String)
        /// An address with `https`, or with `http` where that is acceptable.
        case web(URL)
    }

    let place: Place

    /// The digest that it must have, where one was given.
    let digest: ImageDigest?

    /// Reads what a user names: a path, a `file:` address or an `https:` address.
    ///
    /// An `http:` address is taken only together with a digest, or where it is this computer's own: anybody on the way
    /// could change the image otherwise.
    ///
    /// - Parameters:
    ///   - text: what the user names.
    ///   - sha256: 64 hexadecimal digits.
    ///   - folder: what relative paths are relative to; the current folder by default.
    ///
    /// - Throws: ``VMFestError`` with ``VMFestError/Code/invalidArgument``.
    package init(
        _ text: String, sha256: String? = nil, relativeTo folder: String = FileManager.default.currentDirectoryPath
    ) throws {
        digest = try sha256.map { text in
            guard let digest = ImageDigest(text) else {
                throw VMFestError(.invalidArgument, "'\(text)' is no SHA-256: that has 64 hexadecimal digits")
            }
            return digest
        }
        place = try Self.place(text, relativeTo: folder, hasDigest: digest != nil)
    }

    /// What messages call it; without what may be secret in an address.
    package var description: String {
        switch place {
        case .file(let path): "'\(path)'"
        case .web(let url): url.withoutSecrets
        }
    }

    private static func place(_ text: String, relativeTo folder: String, hasDigest: Bool) throws -> Place {
        guard !text.isEmpty, !text.utf8.contains(0) else { throw VMFestError(.invalidArgument, "no image is named") }
        guard let scheme = scheme(of: text) else {
            return .file(text.hasPrefix("/") ? text : folder + "/" + text)
        }
        guard let url = URL(string: text) else {
            throw VMFestError(.invalidArgument, "'\(text)' is no address")
        }
        switch scheme {
        case "file":
            guard ["", "localhost"].contains(url.host() ?? ""), url.path.hasPrefix("/"), !url.path.utf8.contains(0)
            else {
                throw VMFestError(
                    .invalidArgument, "'\(text)' is no address of a file here: one looks like file:///folder/disk.vdi")
            }
            return .file(url.path)
        case "https", "http":
            try url.checkImageAddress(hasDigest: hasDigest)
            return .web(url)
        default:
            throw VMFestError(
                .invalidArgument, "'\(scheme):' is not understood: an image is a path, a file: or an https: address")
        }
    }

    /// What stands before `:`, where the text is an address.
    private static func scheme(of text: String) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon]
        let isName = scheme.first?.isLetter == true && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let rest = text[text.index(after: colon)...]
        guard isName, rest.hasPrefix("//") || scheme.lowercased() == "file" else { return nil }
        return scheme.lowercased()
    }
}

extension URL {
    /// Refuses an address that somebody on the way could answer in place of the right one.
    func checkImageAddress(hasDigest: Bool) throws {
        guard let host = host(), !host.isEmpty else {
            throw VMFestError(.invalidArgument, "\(withoutSecrets) names no host")
        }
        switch scheme?.lowercased() {
        case "https": return
        case "http" where hasDigest || Self.isLoopback(host): return
        case "http":
            throw VMFestError(
                .invalidArgument,
                "\(withoutSecrets) is not encrypted, so anybody on the way could change the image:"
                    + " use https, or give the image's SHA-256")
        default: throw VMFestError(.invalidArgument, "\(withoutSecrets) is no https: address")
        }
    }

    /// The address without user, password and query.
    var withoutSecrets: String {
        guard var parts = URLComponents(url: self, resolvingAgainstBaseURL: true) else { return "the address" }
        (parts.user, parts.password, parts.query, parts.fragment) = (nil, nil, nil, nil)
        return parts.string ?? "the address"
    }

    private static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isIPv4 = parts.count == 4 && parts.first == "127" && parts.allSatisfy { UInt8($0) != nil }
        return isIPv4 || ["localhost", "::1", "[::1]"].contains(host.lowercased())
    }
}
