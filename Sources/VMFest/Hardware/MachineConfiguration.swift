//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// What a machine is, as a spec, and what of it the spec does not say.
public struct MachineConfiguration: Sendable, Hashable {
    /// Its hardware, disks and networks.
    public var spec: MachineSpec

    /// What the disk in ``MachineSpec/bootDisk`` is based on; nil where no disk of it is based on an image.
    public var image: String?

    /// What a machine that is made from the spec would lack.
    public var omissions: [SpecOmission]

    /// What VirtualBox lets this machine have although it does not work, or not as it is written, so that no machine is made with
    /// it; empty for nearly all.
    public var problems: [SpecProblem] = []

    /// The spec as YAML, after comments that name the image, what is left out and what has to be changed before a machine is made
    /// from it.
    public func yaml() throws -> String {
        var lines: [String] = []
        if let image { lines.append("# the disk in bootDisk is based on the image \(image)") }
        lines += omissions.map { "# left out: \($0)" }
        lines += problems.map { "# to be changed: \($0)" }
        let comments = lines.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n" }
        return comments.joined() + (try spec.yaml())
    }
}

extension Machine {
    /// The machine's hardware, disks and networks, from which an equal machine can be made.
    ///
    /// What VirtualBox chose itself is in it as well, the cards' hardware addresses included. Disks' contents are not: a
    /// disk in the machine's folder becomes one of its size.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`, `inaccessible`, and the codes about the host.
    public func spec() async throws -> MachineSpec {
        try await configuration().spec
    }

    /// The machine as a spec, with what of it a spec has no words for.
    ///
    /// Rests on the getters of `IMachine` and of the objects that it consists of.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`, `inaccessible`, and the codes about the host.
    public func configuration() async throws -> MachineConfiguration {
        try await VMFestError.during("read the hardware", of: key) {
            try await host.service.withVirtualBox { scope in
                let machine = try await find(in: scope)
                guard try await machine.getAccessible() else { throw await inaccessible(machine) }
                var found = try await MachineReading(scope: scope, machine: machine).configuration()
                found.problems = try await SpecValidation(
                    scope: scope, name: "", spec: found.spec, hasImage: found.image != nil
                ).ownProblems()
                return found
            }
        }
    }
}
