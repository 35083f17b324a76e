//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What instances of an image shall be, beyond image and size.
public struct RunOptions: Sendable, Hashable {
    /// What happens to the instances that came as far as they should when others did not.
    public enum FailurePolicy: Sendable, Hashable {
        /// They stay; only the failed ones are removed.
        case removeFailed
        /// They are removed, too: all or none.
        case removeAll
    }

    /// What the machine is called; with several instances they are `NAME-1`, `NAME-2` and so on.
    ///
    /// Nil makes a name of the image's and four random letters or digits.
    public var name: String?

    /// What the guests are told at their first boot.
    public var firstBoot: FirstBoot

    /// The machines' tags, owner and lifetime.
    public var labels: MachineLabels

    /// The size of the boot disk; nil for that of the size, or of the image.
    ///
    /// It is never smaller than the image.
    public var diskSize: DataSize?

    /// Ports of the host that lead to the guest, besides one for SSH, which is always there.
    ///
    /// A host's port other than 0 can serve one instance only.
    public var forwards: [PortForward]

    /// Who logs in to find out whether the guest is ready; nil for the image's user, without a password.
    public var login: GuestLogin?

    /// How that login is tried.
    public var access: GuestAccess

    /// Whether the guests are booted although the image is warm.
    public var isCold: Bool

    /// What happens to the others when some fail.
    public var onFailure: FailurePolicy

    /// Options, all of which may be left out.
    public init(
        name: String? = nil,
        firstBoot: FirstBoot = FirstBoot(),
        labels: MachineLabels = MachineLabels(),
        diskSize: DataSize? = nil,
        forwards: [PortForward] = [],
        login: GuestLogin? = nil,
        access: GuestAccess = .automatic,
        isCold: Bool = false,
        onFailure: FailurePolicy = .removeFailed
    ) {
        self.name = name
        self.firstBoot = firstBoot
        self.labels = labels
        self.diskSize = diskSize
        self.forwards = forwards
        self.login = login
        self.access = access
        self.isCold = isCold
        self.onFailure = onFailure
    }
}
