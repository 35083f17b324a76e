//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Writes the machine to an OVA file, which every virtualiser reads: all of it, or nothing and an error.
    ///
    /// The file has the hardware and the disks, each whole, and a manifest with their digests; it has no hardware addresses.
    /// VirtualBox writes down what is noted of the machine, too, such as its owner and its tags. The machine stays as it is.
    /// The file is written under another name and gets its own when it is whole.
    /// ``Host/importMachine(from:as:acceptsLicense:labels:within:)`` makes a machine of it, and
    /// ``Host/importImage(_:from:sha256:_:limit:)`` an image. Rests on `IMachine::exportTo` and `IAppliance::write`.
    ///
    /// - Parameters:
    ///   - path: the absolute path of the file on the host, which has to be this computer. It ends in `.ova`.
    ///   - limit: how long it may take.
    /// - Throws: ``VMFestError``: `nameTaken` when there is a file already, which is left as it is; `invalidState` for a
    ///   machine that is not switched off; `invalidArgument` for another path; `noSuchFile` when there is no such folder;
    ///   `noSpace`; `notSupported` for another computer; `noSuchMachine`; `inaccessible`; `timeLimit`; and the codes about the
    ///   host. Whatever is thrown, also by a cancelled task, nothing is left, except for what
    ///   ``VMFestError/cleanUpFailures`` names.
    public func export(to path: String, within limit: Duration = .seconds(3_600)) async throws {
        let deadline = Deadline.within(limit)
        try await changing("export") { scope, machine in
            try await ApplianceExport(
                scope: scope, machine: machine, target: HostPath(path), deadline: deadline
            ).run()
        }
    }
}
