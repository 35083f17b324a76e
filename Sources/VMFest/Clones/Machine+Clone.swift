//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Makes a clone of the machine: all of it, or nothing and an error.
    ///
    /// A clone is a machine of VMFest's with the hardware, the disks and, of a machine whose state is saved or of a live
    /// snapshot, that state. It has a name, a UUID, a folder and hardware addresses of its own; forwards lead to it from other
    /// ports of the host, which are reserved for it (see ``endpoints()``). It has the labels that are given here, not those of
    /// the machine. What identifies the guest, such as its host name and its SSH host keys, is on the disks and is copied.
    ///
    /// Rests on `IMachine::cloneTo`.
    ///
    /// - Parameters:
    ///   - name: the clone's name. It must not be taken; an existing machine is never touched.
    ///   - snapshot: the name or UUID of the snapshot that is cloned; nil for what the machine is now, which must not run
    ///     then.
    ///   - kind: whether disks are copied, or those of the snapshot are read.
    ///   - labels: its tags, whose it is, and how long it lives.
    ///   - limit: how long it may take.
    /// - Returns: the clone, switched off or with a saved state.
    /// - Throws: ``VMFestError``: `nameTaken`; `invalidSpec` for a name or labels that can not be; `invalidArgument` for a
    ///   linked clone of no snapshot; `noSuchSnapshot`; `ambiguousName`; `invalidState` for a machine that runs;
    ///   `noSuchMachine`; `inaccessible`; `locked`; `timeLimit`; and the codes about the host. Whatever is thrown, also by a
    ///   cancelled task, nothing is left of it, except for what ``VMFestError/cleanUpFailures`` names.
    public func clone(
        as name: String, of snapshot: String? = nil, _ kind: CloneKind = .full,
        labels: MachineLabels = MachineLabels(), within limit: Duration = .seconds(3_600)
    ) async throws -> Machine {
        let deadline = Deadline.within(limit)
        return try await VMFestError.during("clone", of: key) {
            // Nobody of this program removes the machine or the snapshot meanwhile.
            try await Turnstile.shared.withTurn(key, shared: true) {
                try await host.service.withVirtualBox { scope in
                    try await reading(in: scope) { _ in
                        var cloning = MachineCloning(
                            scope: scope, source: self, name: name, snapshot: snapshot, kind: kind, labels: labels,
                            deadline: deadline)
                        return try await cloning.run()
                    }
                }
            }
        }
    }
}
