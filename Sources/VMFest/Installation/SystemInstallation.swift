//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How a system is installed from a disc, without anybody who answers the installer's questions; see
/// ``Host/buildImage(_:_:_:within:)``.
///
/// The password is never printed: descriptions and mirrors leave it out.
public struct SystemInstallation: Sendable, Hashable {
    /// The disc's image, an ISO: an absolute path of the VirtualBox host.
    public var disc: String

    /// The user whom the installer makes.
    public var user: String

    /// The user's password, and the administrator's; not empty.
    public var password: String

    /// The user's name for people; nil for the same as ``user``.
    public var fullName: String?

    /// The guest's name with its domain, such as `web.example.org`; nil for one made of the image's name.
    public var hostName: String?

    /// VirtualBox's name of the system; nil for what VirtualBox finds on the disc.
    public var osType: String?

    /// The language and country, such as `de_DE`; nil for `en_US`.
    public var locale: String?

    /// The time zone, such as `Europe/Berlin`; nil for UTC.
    public var timeZone: String?

    /// The product key, where the system wants one.
    public var productKey: String?

    /// Which of several systems on a disc of Windows, from 1; nil for the first.
    public var edition: Int?

    /// Whether the Guest Additions are installed, from the host's own disc of them.
    public var installsGuestAdditions: Bool

    /// A command that the installer runs at its end in the new system; nil for none.
    public var command: String?

    /// The hardware of the machine that it is installed in.
    ///
    /// Its boot disk, which must be an empty slot, gets the system.
    public var spec: MachineSpec

    /// The size of the disk; the image asks for no less.
    public var diskSize: DataSize

    /// An installation; what is not said here can be set afterwards.
    public init(
        disc: String, user: String, password: String,
        spec: MachineSpec = MachineSpec(memory: .gibibytes(2), cpus: 2), diskSize: DataSize = .gibibytes(20),
        installsGuestAdditions: Bool = false
    ) {
        self.disc = disc
        self.user = user
        self.password = password
        self.spec = spec
        self.diskSize = diskSize
        self.installsGuestAdditions = installsGuestAdditions
    }
}

extension SystemInstallation: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The disc and the user.
    public var description: String { "\(user) on \(disc)" }

    /// As ``description``.
    public var debugDescription: String { description }

    /// Without the password.
    public var customMirror: Mirror {
        Mirror(self, children: ["disc": disc, "user": user, "osType": osType as Any], displayStyle: .struct)
    }
}

extension SystemInstallation {
    /// Refuses what no installer could use.
    func check() throws {
        func refuse(_ words: String) -> VMFestError { VMFestError(.invalidArgument, words) }
        guard HostPath(disc).isAbsolute else {
            throw refuse("the disc '\(disc)' is no absolute path; it is one of the VirtualBox host")
        }
        guard !user.isEmpty, user.allSatisfy({ !$0.isWhitespace && $0 != ":" && $0 != "/" }) else {
            throw refuse("'\(user)' is no name of a user")
        }
        guard !password.isEmpty, !password.contains(where: \.isNewline) else {
            throw refuse("the password is empty, or has several lines")
        }
        if let hostName {
            let parts = hostName.split(separator: ".", omittingEmptySubsequences: false)
            let isName = parts.allSatisfy { part in
                !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            }
            guard parts.count > 1, isName else {
                throw refuse("'\(hostName)' is no name with a domain, such as web.example.org")
            }
        }
        if let edition, edition < 1 { throw refuse("the first edition on a disc is 1") }
        guard spec.storage.contains(where: { $0.name == spec.bootDisk.controller }) else {
            throw refuse("the spec has no controller '\(spec.bootDisk.controller)' for the disk")
        }
    }

    /// The machine's spec, with an empty disk for the system.
    func spec(osType: String) -> MachineSpec {
        var spec = spec
        spec.osType = osType
        guard let index = spec.storage.firstIndex(where: { $0.name == spec.bootDisk.controller }) else { return spec }
        let missing = spec.bootDisk.slot + 1 - spec.storage[index].devices.count
        if missing > 0 { spec.storage[index].devices += [StorageDevice?](repeating: nil, count: missing) }
        spec.storage[index].devices[spec.bootDisk.slot] = .newDisk(diskSize)
        return spec
    }
}
