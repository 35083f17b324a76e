//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// An OVA or OVF file on the host.
struct ApplianceFile: Sendable {
    let scope: HostScope
    let path: HostPath

    /// Reads what is in it.
    func read(until deadline: Deadline) async throws -> ApplianceContent {
        try await check()
        let appliance = try await scope.box.createAppliance()
        do {
            let progress = try await appliance.read(file: path.text)
            try await scope.finish(progress, of: "IAppliance_read", until: deadline, report: Host.report("read"))
            try await appliance.interpret()
        } catch let error as VirtualBoxError where error.isDefinite {
            throw await ApplianceFailure.meaning(of: scope.describe(error))
        }
        let systems = try await appliance.getVirtualSystemDescriptions()
        guard systems.count == 1, let system = systems.first else {
            throw VMFestError(
                .badImage, "it has \(systems.count) machines in it; one can be imported, so split it up first")
        }
        return ApplianceContent(scope: scope, appliance: appliance, system: system)
    }

    /// Refuses what is no appliance.
    ///
    /// VirtualBox's own server process does not survive the attempt to read some files that are none.
    private func check() async throws {
        let name = path.name.lowercased()
        guard path.isAbsolute, [".ova", ".ovf"].contains(where: name.hasSuffix) else {
            throw VMFestError(
                .invalidArgument, "'\(path.text)' is no absolute path of a file that ends in .ova or .ovf")
        }
        guard let files = try await HostFolder(scope: scope, path: path.folder).files(), files.contains(path.name)
        else {
            let place =
                scope.service.configuration.isLoopback ? "" : "; it has to be on \(scope.service.configuration.url)"
            throw VMFestError(.noSuchFile, "there is no file '\(path.text)' on the host\(place)")
        }
        // Of another computer, or where VirtualBox sees other files than this program, only VirtualBox can read it.
        guard scope.service.configuration.isLoopback, let file = try? await OpenFile.reading(path.text) else { return }
        do {
            try await OVFEnvelope.check(file)
        } catch let error as VMFestError where error.code == .badImage {
            throw VMFestError(.badImage, "'\(path.text)' \(error.message)")
        }
    }
}
