//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What an instance reads from a disc at its first boot: the seed of cloud-init's NoCloud, which others know too.
///
/// The same disc put into a clone of a warm template tells ``IdentityAgent`` which instance it is to become.
package struct Seed: Sendable, Hashable {
    /// Which instance it is for: a letter, then letters, digits and hyphens, 64 in all at most.
    ///
    /// A guest that sees another one than before takes it for a first boot.
    package var instanceID: String

    /// The host name, by RFC 1123; labels may be joined by dots.
    package var hostName: String

    /// Lines as in a `.pub` file: who has one of these keys may log on.
    package var publicKeys: [String]

    /// What the guest is to do; nil for nothing.
    ///
    /// Ignition's configuration is not for a disc.
    package var userData: UserData?

    /// The network's configuration, in cloud-init's language; nil for DHCP, as the guest does it by itself.
    package var networkConfig: String?

    /// What the vendor of the image would have the guest do; nil for nothing.
    package var vendorData: UserData?

    /// The hardware addresses that a guest that was cloned while it ran has to change.
    package var cards: [Card]

    /// What the guest's clock and random numbers begin with after it was cloned while it ran.
    package var renewal: Renewal

    package init(
        instanceID: String,
        hostName: String,
        publicKeys: [String] = [],
        userData: UserData? = nil,
        networkConfig: String? = nil,
        vendorData: UserData? = nil,
        cards: [Card] = [],
        renewal: Renewal = Renewal()
    ) {
        self.instanceID = instanceID
        self.hostName = hostName
        self.publicKeys = publicKeys
        self.userData = userData
        self.networkConfig = networkConfig
        self.vendorData = vendorData
        self.cards = cards
        self.renewal = renewal
    }

    /// A network card whose hardware address changes: `08:00:27:0a:0b:0c` to another one.
    package struct Card: Sendable, Hashable {
        package var old: String
        package var new: String

        package init(old: String, new: String) {
            self.old = old
            self.new = new
        }
    }

    /// The name by which guests find the disc.
    package static let volume = "cidata"

    /// The disc.
    ///
    /// - Throws: ``VMFestError`` with `invalidArgument` for a name, an identifier or a key that is none, and for user
    ///   data of Ignition.
    package func disc() throws -> DiscImage {
        try check()
        var files = [
            DiscImage.File("meta-data", metaData),
            DiscImage.File("user-data", userData?.bytes ?? []),
        ]
        if let networkConfig { files.append(DiscImage.File("network-config", networkConfig)) }
        if let vendorData { files.append(DiscImage.File("vendor-data", vendorData.bytes)) }
        return try DiscImage(volume: Self.volume, preface: preface, files: files)
    }
}
