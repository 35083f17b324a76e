//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Host {
    /// Makes a machine, switched off: all of it, or nothing and an error.
    ///
    /// With an image the machine gets a disk of its own in the slot ``MachineSpec/bootDisk``, which holds what it
    /// writes; the image itself is only read, and nothing is copied. Everything that the machine owns is in its folder
    /// in the host's default machine folder, below `vmfest`.
    ///
    /// Rests on `IVirtualBox::createMachine`, `IMedium::createDiffStorage` and `IVirtualBox::registerMachine`.
    ///
    /// - Parameters:
    ///   - name: the machine's name. It must not be taken; an existing machine is never touched.
    ///   - spec: its hardware, disks and networks.
    ///   - image: what its disk is based on; nil for a machine without one.
    ///   - firstBoot: what its guest is told at its first boot, on a disc in a drive that the machine gets for it, in the
    ///     first free slot; nil for nothing.
    ///   - labels: its tags, whose it is, and how long it lives.
    ///   - limit: how long it may take.
    /// - Returns: the new machine.
    /// - Throws: ``VMFestError``: `invalidSpec` with everything that is wrong with name, spec and labels, before
    ///   anything was touched; `nameTaken`; `noSuchImage`; `inUse` when the image's file is written by another machine;
    ///   `invalidArgument` for a host name or a key that is none; `timeLimit`; and the codes about the host. Whatever is thrown, nothing is left behind, except for what
    ///   ``VMFestError/cleanUpFailures`` names.
    public func create(
        _ name: String,
        _ spec: MachineSpec = MachineSpec(),
        image: Image? = nil,
        firstBoot: FirstBoot? = nil,
        labels: MachineLabels = MachineLabels(),
        within limit: Duration = .seconds(120)
    ) async throws -> Machine {
        try await create(
            name, spec, image: image, firstBoot: firstBoot, labels: labels, origin: MachineOrigin(), within: limit)
    }

    /// Makes a machine, and notes how it came to be.
    package func create(
        _ name: String, _ spec: MachineSpec, image: Image?, firstBoot: FirstBoot?, labels: MachineLabels,
        origin: MachineOrigin, within limit: Duration
    ) async throws -> Machine {
        let deadline = Deadline.within(limit)
        return try await VMFestError.during("create", of: name) {
            try await service.withVirtualBox { scope in
                var creation = MachineCreation(
                    scope: scope, host: self, name: name, spec: spec, image: image, firstBoot: firstBoot,
                    labels: labels, origin: origin, deadline: deadline)
                return try await creation.run()
            }
        }
    }
}
