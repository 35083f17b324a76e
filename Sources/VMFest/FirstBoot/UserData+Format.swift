//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension UserData {
    /// What user data are, told by their beginning as cloud-init does it.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// A script with an interpreter: `#!`.
        case script
        /// cloud-init's own language: `#cloud-config`.
        case cloudConfig
        /// Several parts in one: MIME, or `#cloud-config-archive`.
        case multipart
        /// Any of these, compressed with gzip.
        case gzip
        /// Ignition's configuration: JSON with the key `ignition`.
        case ignition
        /// Something else that begins with `#`, for example `#include` or `#cloud-boothook`, or `## template: jinja`.
        case otherDirective
        /// Nothing that is known here; it is passed on all the same.
        case unknown
    }
}

extension UserData.Format {
    init(of bytes: [UInt8]) {
        if bytes.starts(with: [0x1f, 0x8b]) {
            self = .gzip
            return
        }
        let beginning = String(decoding: bytes.prefix(4_096), as: UTF8.self)
        let line = beginning.prefix { !$0.isNewline }.lowercased()
        if line.hasPrefix("#!") {
            self = .script
        } else if line.hasPrefix("#cloud-config-archive") || line.hasPrefix("content-type: multipart/")
            || line.hasPrefix("mime-version:")
        {
            self = .multipart
        } else if line.hasPrefix("#cloud-config") {
            self = .cloudConfig
        } else if line.hasPrefix("#") {
            self = .otherDirective
        } else {
            self = UserData.isIgnition(bytes) ? .ignition : .unknown
        }
    }
}
