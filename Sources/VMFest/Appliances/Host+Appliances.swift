//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Host {
    /// Reads what an appliance file says of the machine in it; nothing is made.
    ///
    /// Rests on `IAppliance::read` and `IAppliance::interpret`.
    ///
    /// - Parameters:
    ///   - path: the absolute path of an OVA or OVF file on the host, which may be another computer.
    ///   - limit: how long it may take.
    /// - Throws: ``VMFestError``: `invalidArgument` for another path; `noSuchFile`; `badImage` for what is no appliance of one
    ///   machine; `timeLimit`; and the codes about the host.
    public func appliance(at path: String, within limit: Duration = .seconds(600)) async throws -> Appliance {
        let deadline = Deadline.within(limit)
        return try await VMFestError.during("read the appliance", of: path) {
            try await service.withVirtualBox { scope in
                try await ApplianceFile(scope: scope, path: HostPath(path)).read(until: deadline).summary()
            }
        }
    }

    /// Makes a machine of an appliance file, switched off: all of it, or nothing and an error.
    ///
    /// The file may be written by VMFest (see ``Machine/export(to:within:)``), by VirtualBox or by any other virtualiser. The
    /// machine is one of VMFest's, in a folder of its own, with its disks as VDI files in it. It has new hardware addresses and
    /// the labels that are given here. Forwards lead to it from the ports of the host that the appliance says, where nobody has
    /// them, else from others (see ``Machine/endpoints()``); they are reserved for it. What leads to files of
    /// the computer that it comes from is not taken over: shared folders, files that serial ports write to, and extra data. The machine appears under its name when it is whole. Of two imports of one name one succeeds.
    ///
    /// Rests on `IAppliance::read`, `IAppliance::interpret` and `IAppliance::importMachines`.
    ///
    /// - Parameters:
    ///   - path: the absolute path of an OVA file, or of an OVF file with its disks beside it, on the host, which may be
    ///     another computer. It is only read.
    ///   - name: the machine's name; nil for that in the appliance. It must not be taken; an existing machine is never
    ///     touched.
    ///   - acceptsLicense: whether the licence is accepted, where the appliance has one; see ``appliance(at:within:)``.
    ///   - labels: its tags, whose it is, and how long it lives.
    ///   - limit: how long it may take.
    /// - Returns: the new machine.
    /// - Throws: ``VMFestError``: `noSuchFile`; `badImage` for what is no appliance of one machine, or is damaged; `nameTaken`;
    ///   `invalidSpec` for a name or labels that can not be; `invalidArgument` for another path, or a licence that is not
    ///   accepted; `noSpace`; `timeLimit`; and the codes about the host. Whatever is thrown, also by a cancelled task, nothing
    ///   is left, except for what ``VMFestError/cleanUpFailures`` names.
    public func importMachine(
        from path: String, as name: String? = nil, acceptsLicense: Bool = false,
        labels: MachineLabels = MachineLabels(), within limit: Duration = .seconds(3_600)
    ) async throws -> Machine {
        let deadline = Deadline.within(limit)
        return try await VMFestError.during("import", of: name ?? path) {
            try await service.withVirtualBox { scope in
                let content = try await ApplianceFile(scope: scope, path: HostPath(path)).read(until: deadline)
                var newName = name ?? ""
                if name == nil { newName = try await content.name() }
                var machineImport = MachineImport(
                    content: content, host: self, name: newName, labels: labels, deadline: deadline)
                return try await machineImport.run(acceptsLicense: acceptsLicense)
            }
        }
    }
}
