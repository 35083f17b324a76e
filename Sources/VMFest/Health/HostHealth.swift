//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What may be wrong with a host, asked in one go; see ``Host/health()``.
public struct HostHealth: Sendable, Hashable {
    /// How machines are executed; ``HostInfo/Engine/emulated`` makes all of them slow.
    public var engine: HostInfo.Engine

    /// The locks of machines that do not run: whoever has one keeps others from the machine.
    public var locks: [LockHolder]

    /// The disks and discs that VirtualBox can not read.
    public var unreadableMedia: [UnreadableMedium]

    /// The files of settings that are empty, since VirtualBox wrote them on a full disk; none where the host is another
    /// computer, since VirtualBox does not tell.
    public var emptySettings: [EmptySettings] = []

    /// The images whose base disk is gone or has another size than it had; the content of the others was not read, which
    /// ``Host/checkImage(_:)`` does.
    public var damagedImages: [ImageCheck] = []

    /// The snapshots that programs took to go back to, and did not go back to before they ended.
    public var abandonedSnapshots: [AbandonedSnapshot] = []

    /// The folder that new machines are made in.
    public var machineFolder: String

    /// The room that is left for machines; nil where the host is another computer, since VirtualBox does not tell.
    public var freeSpace: DataSize?

    /// The addresses that private networks may have; nil where all are permitted, and where the host is another computer,
    /// since VirtualBox does not tell.
    public var hostOnlyRanges: HostOnlyRanges?

    /// The private networks that have other addresses than those.
    public var forbiddenNetworks: [Network] = []

    /// A snapshot whose program, at work in ``Machine/withSnapshot(within:_:)``, was killed or could not go back to it.
    ///
    /// ``Machine/restore(_:force:within:)-(String,_,_)`` takes the machine back, and what was done since is lost;
    /// ``Machine/removeSnapshot(_:within:)-(String,_)`` keeps the machine as it is.
    public struct AbandonedSnapshot: Sendable, Hashable {
        /// The machine.
        public var machine: Machine
        /// The machine's name.
        public var name: String
        /// The snapshot.
        public var snapshot: Snapshot
    }

    /// A file of settings that is empty.
    ///
    /// VirtualBox has the settings in its memory only, until it writes them the next time or ends.
    public struct EmptySettings: Sendable, Hashable {
        /// The file's path on the host.
        public var path: String
        /// The name of the machine whose settings they are; nil for VirtualBox's own, where all machines are registered.
        public var machine: String?
    }

    /// A disk or a disc that VirtualBox knows and can not read.
    public struct UnreadableMedium: Sendable, Hashable {
        /// Its path on the host.
        public var path: String
        /// Why, in VirtualBox's words.
        public var reason: String
        /// The names of the machines that have it; empty where none has.
        public var machines: [String]
    }
}
