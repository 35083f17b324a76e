//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What the user says of an image; what is nil is taken from the image itself, or has a default.
public struct ImageAttributes: Sendable, Hashable {
    /// VirtualBox's name of the guest's operating system; `Linux_64` where nobody says.
    public var osType: String?

    /// The kind of processor; `x86` where nobody says.
    public var architecture: ImageInfo.Architecture?

    /// Who can log in.
    public var user: String?

    /// What starts the boot loader; the BIOS where nobody says.
    public var firmware: Firmware?

    /// A text for people; empty where nobody says.
    public var description: String?

    /// The name of the size that its machines have where nobody says; none where it is left out.
    public var size: String?

    /// The least size of a machine's disk; that of the image where nobody says.
    public var minimumDisk: DataSize?

    /// Attributes, all of which may be left out.
    public init(
        osType: String? = nil,
        architecture: ImageInfo.Architecture? = nil,
        user: String? = nil,
        firmware: Firmware? = nil,
        description: String? = nil,
        size: String? = nil,
        minimumDisk: DataSize? = nil
    ) {
        self.osType = osType
        self.architecture = architecture
        self.user = user
        self.firmware = firmware
        self.description = description
        self.size = size
        self.minimumDisk = minimumDisk
    }

    /// These, and for what they leave open, what the image says.
    func completed(by hints: ImageHints) -> Self {
        Self(
            osType: osType ?? hints.osType,
            architecture: architecture ?? hints.architecture.flatMap(ImageInfo.Architecture.init),
            user: user ?? hints.user,
            firmware: firmware ?? hints.firmware,
            description: description ?? hints.description,
            size: size,
            minimumDisk: minimumDisk)
    }
}
