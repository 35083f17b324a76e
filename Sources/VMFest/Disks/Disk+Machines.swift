//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Disk {
    /// Connects the disk to a machine, also to one that runs; that the machine has it already is success.
    ///
    /// A machine that runs takes a disk on a free port of a SATA or USB controller only. Disks of the types shareable,
    /// multi-attach and immutable can be had by several machines at once, all others by one. Rests on
    /// `IMachine::attachDevice`.
    ///
    /// - Parameters:
    ///   - machine: the machine, off, running or paused.
    ///   - slot: where; nil for the first slot that is free, one that the disk can be parted from while the machine runs
    ///     before others. The controller of a machine that is off gets more ports where need be.
    ///   - limit: how long it may take, the wait for a lock that somebody else holds included.
    /// - Returns: the slot that it is in.
    /// - Throws: ``VMFestError``: `inUse` when another machine has the disk, with its name, when the slot is taken, or for the
    ///   base of an image; `invalidState` for a machine that can not take it in the state that it is in; `invalidArgument` for
    ///   a slot that it does not have; `notSupported` when no controller has a free slot; `noSuchDisk`; `noSuchMachine`;
    ///   `inaccessible`; `locked`; and the codes about the host. Whatever is thrown, the machine is as it was.
    @discardableResult
    public func attach(
        to machine: Machine, at slot: StorageSlot? = nil, within limit: Duration = .seconds(30)
    ) async throws -> StorageSlot {
        let deadline = Deadline.within(limit)
        return try await Turnstile.shared.withTurn("disk \(key)") {
            try await machine.changingDrives("attach the disk", until: deadline) { scope, remote, access in
                try await DiskAttaching(self, in: scope).attach(to: remote, id: machine.key, at: slot, access)
            }
        }
    }

    /// Parts the disk from a machine, also from one that runs; that the machine does not have it is success.
    ///
    /// A guest that runs may have it mounted: unmount it there first. Of a machine that runs it can be parted where it was
    /// attached by ``attach(to:at:within:)`` to a SATA or USB controller, or its slot says
    /// ``StorageDevice/hotPluggable``. What a machine wrote beside an immutable or a multi-attach disk is removed. Rests on
    /// `IMachine::detachDevice`.
    ///
    /// - Throws: ``VMFestError``: `invalidState` for a machine that can not be parted from it in the state that it is in;
    ///   `inUse` when the machine has snapshots, and what it wrote since would be lost; `noSuchDisk`; `noSuchMachine`;
    ///   `inaccessible`; `locked`; and the codes about the host.
    public func detach(from machine: Machine, within limit: Duration = .seconds(30)) async throws {
        let deadline = Deadline.within(limit)
        try await Turnstile.shared.withTurn("disk \(key)") {
            _ = try await machine.changingDrives("detach the disk", until: deadline) { scope, remote, access in
                try await DiskDetaching(scope: scope, disk: self).detach(from: remote, access)
            }
        }
    }
}
