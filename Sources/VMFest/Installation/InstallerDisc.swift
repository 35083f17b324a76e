//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// What VirtualBox finds on an installer's disc.
///
/// Its JSON has the keys `osType`, `languages` and `supported` and, where they are known, `version` and `flavor`.
public struct InstallerDisc: Sendable, Hashable {
    /// VirtualBox's name of the system, for example `Debian12_64`.
    public var osType: String

    /// The system's version, for example `12.5.0 "Bookworm"`; nil where it is not known.
    public var version: String?

    /// Which kind of the system it is, for example `Debian GNU/Linux`; nil where it is not known.
    public var flavor: String?

    /// The languages of the disc.
    public var languages: [String]

    /// Whether VirtualBox can install it without anybody who answers questions.
    public var isSupported: Bool
}

extension InstallerDisc: Encodable {
    private enum CodingKeys: String, CodingKey {
        case osType, version, flavor, languages, supported
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(osType, forKey: .osType)
        try container.encodeIfPresent(version, forKey: .version)
        try container.encodeIfPresent(flavor, forKey: .flavor)
        try container.encode(languages, forKey: .languages)
        try container.encode(isSupported, forKey: .supported)
    }
}

extension InstallerDisc {
    /// Has VirtualBox look at the disc that an installer was given.
    ///
    /// Its answer is what it found: the call itself reports "not implemented" in every case, also when it found out all,
    /// observed with 7.2.
    init(_ disc: String, by installer: Unattended) async throws {
        var complaint: VirtualBoxError?
        do {
            try await installer.detectIsoOS()
        } catch let error as VirtualBoxError where [.notSupported, .failed].contains(error.code) {
            complaint = error
        }
        let osType = try await installer.getDetectedOSTypeId()
        guard !osType.isEmpty else {
            let isMissing = complaint?.message.contains("FILE_NOT_FOUND") == true
            var failure = complaint.map { VMFestError($0) } ?? VMFestError(.badImage, "")
            failure.code = isMissing ? .noSuchImage : .badImage
            failure.message =
                isMissing
                ? "there is no '\(disc)' on the VirtualBox host"
                : "VirtualBox does not know the system on '\(disc)', if there is any; name it with an OS type"
            throw failure
        }
        async let version = installer.getDetectedOSVersion()
        async let flavor = installer.getDetectedOSFlavor()
        async let languages = installer.getDetectedOSLanguages()
        async let isSupported = installer.getIsUnattendedInstallSupported()
        self.init(
            osType: osType, version: Self.text(try await version), flavor: Self.text(try await flavor),
            languages: try await languages.split { $0 == " " || $0 == "," }.map(String.init),
            isSupported: try await isSupported)
    }

    private static func text(_ text: String) -> String? {
        let text = text.trimmingCharacters(in: .whitespaces)
        return text.isEmpty ? nil : text
    }
}
