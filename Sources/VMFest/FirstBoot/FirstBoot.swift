//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// What a new machine's guest is told at its first boot: its name, who may log on, and what to do.
///
/// It is handed over as cloud-init's NoCloud seed, on a disc in a drive of the machine's own; cloud-init and its like
/// look for that disc by themselves. Ignition's configuration is handed over as a guest property instead.
public struct FirstBoot: Sendable, Hashable {
    /// The guest's host name, by RFC 1123; nil for the machine's name, as far as a host name can be made of it.
    public var hostName: String?

    /// Lines as in a `.pub` file: who has one of these keys may log on as the image's user.
    public var publicKeys: [String]

    /// What the guest is to do; nil for nothing.
    public var userData: UserData?

    /// The network's configuration, in cloud-init's language; nil for DHCP.
    public var networkConfig: String?

    /// What a guest is told; every part may be left out.
    public init(
        hostName: String? = nil, publicKeys: [String] = [], userData: UserData? = nil, networkConfig: String? = nil
    ) {
        self.hostName = hostName
        self.publicKeys = publicKeys
        self.userData = userData
        self.networkConfig = networkConfig
    }

    /// The name of the disc's file in the machine's folder.
    static let file = "seed.iso"

    /// The identifier of the instance that a machine's guest is.
    static func instance(_ id: UUID) -> String { "i-" + id.uuidString.lowercased() }

    /// The disc for a machine.
    ///
    /// - Parameter cards: which hardware addresses a guest that runs already has to change.
    /// - Throws: ``VMFestError`` with `invalidArgument` for a name or a key that is none.
    func disc(for name: String, _ instance: UUID, cards: [Seed.Card] = []) throws -> DiscImage {
        try Seed(
            instanceID: Self.instance(instance),
            hostName: hostName ?? Self.hostName(from: name),
            publicKeys: publicKeys,
            userData: userData?.isIgnition == true ? nil : userData,
            networkConfig: networkConfig,
            cards: cards
        ).disc()
    }

    /// A host name from a machine's: what can not be in one becomes a hyphen.
    static func hostName(from name: String) -> String {
        let letters = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let words = String(letters).lowercased().split(separator: "-").joined(separator: "-")
        let label = words.prefix(63).trimmingSuffix { $0 == "-" }
        return label.isEmpty ? "machine" : String(label)
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while isOut: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, isOut(last) { text.removeLast() }
        return text
    }
}
