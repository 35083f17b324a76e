//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Puts a disc image into a DVD drive of the machine, also while it runs; that it is there already is success.
    ///
    /// Rests on `IMachine::mountMedium`, and where the machine has no drive on `IMachine::attachDevice`.
    ///
    /// - Parameters:
    ///   - path: an absolute path of the host, of an ISO file.
    ///   - slot: which drive, and what is in it is replaced; where there is none, the machine gets one there. Nil is the first
    ///     empty drive, and where there is no drive, a new one. The drive with the disc for the guest's first boot is
    ///     never meant.
    ///   - isForced: whether a guest that holds the disc in the drive is not asked.
    ///   - limit: how long it may take, the wait for a lock that somebody else holds included.
    /// - Returns: the slot of the drive.
    /// - Throws: ``VMFestError``: `noSuchImage` when there is no such file on the host, or it is no disc; `inUse` when no drive
    ///   is empty, or the guest holds the disc; `invalidArgument`; `invalidState`, for example when it runs and would need
    ///   a new drive that it can not get meanwhile; `notSupported`; `noSuchMachine`; `inaccessible`; `locked`; and the codes
    ///   about the host.
    @discardableResult
    public func insertDisc(
        _ path: String, at slot: StorageSlot? = nil, force isForced: Bool = false, within limit: Duration = .seconds(30)
    ) async throws -> StorageSlot {
        try await changingDrives("insert the disc", until: .within(limit)) { scope, machine, access in
            try await DiscDrives(of: machine, in: scope, access).insert(path, at: slot, force: isForced)
        }
    }

    /// Takes the disc out of a DVD drive of the machine, also while it runs; that the drive is empty is success.
    ///
    /// Rests on `IMachine::mountMedium`.
    ///
    /// - Parameters:
    ///   - slot: which drive; nil is the only one that has a disc other than that for the guest's first boot.
    ///   - isForced: whether a guest that holds the disc is not asked.
    ///   - limit: how long it may take, the wait for a lock that somebody else holds included.
    /// - Throws: ``VMFestError``: `ambiguousName` when several drives have discs; `inUse` when the guest holds the disc;
    ///   `invalidArgument` for a slot without a drive; `invalidState`; `noSuchMachine`; `inaccessible`; `locked`; and the codes
    ///   about the host.
    public func ejectDisc(
        at slot: StorageSlot? = nil, force isForced: Bool = false, within limit: Duration = .seconds(30)
    ) async throws {
        try await changingDrives("eject the disc", until: .within(limit)) { scope, machine, access in
            try await DiscDrives(of: machine, in: scope, access).eject(at: slot, force: isForced)
        }
    }
}
