//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Writes a machine that is switched off to an OVA file: all of it, or nothing.
///
/// Whoever runs this has the machine's turn.
struct ApplianceExport: Sendable {
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine

    /// The file, which must not be there.
    let target: HostPath
    let deadline: Deadline

    func run() async throws {
        try await check()
        // Nobody else writes to a file of this name, so it is this one's to remove.
        let draft = target.folder.file(".\(target.stem)-\(UUID().uuidString.lowercased()).ova")
        do {
            try await write(to: draft)
            try Task.checkCancellation()
            try await publish(draft)
        } catch {
            let described = await scope.describe(error)
            throw await removed(draft, after: ApplianceFailure.meaning(of: described))
        }
    }

    private func check() async throws {
        guard scope.service.configuration.isLoopback else {
            throw VMFestError(
                .notSupported, "the file would be on another computer, where it can not be made whole; export it there")
        }
        guard target.isAbsolute, target.name.lowercased().hasSuffix(".ova"), !target.stem.isEmpty else {
            throw VMFestError(.invalidArgument, "'\(target.text)' is no absolute path of a file that ends in .ova")
        }
        guard [.off, .aborted].contains(MachinePhase(try await machine.getState())) else {
            throw VMFestError(
                .invalidState,
                "it is not switched off; stop it first, or give up its saved state, or clone a snapshot of it")
        }
        guard let files = try await HostFolder(scope: scope, path: target.folder).files() else {
            throw VMFestError(.noSuchFile, "there is no folder '\(target.folder.text)' on the host")
        }
        if files.contains(target.name) { throw exists }
    }

    private func write(to draft: HostPath) async throws {
        let appliance = try await scope.box.createAppliance()
        _ = try await machine.exportTo(appliance: appliance, location: draft.text)
        // Whoever imports it gets hardware addresses of his own.
        let progress = try await appliance.write(
            format: "ovf-2.0", options: [.createManifest, .stripAllMACs], path: draft.text)
        try await scope.finish(
            progress, of: "IAppliance_write", until: deadline, report: Host.report("export"))
    }

    /// Gives the file its name, unless another one has got it meanwhile.
    private func publish(_ draft: HostPath) async throws {
        let (from, to) = (draft.text, target.text)
        let reason = try await uncancelled {
            try await blocking { () -> Int32 in
                guard link(from, to) == 0 else { return errno }
                unlink(from)
                return 0
            }
        }
        switch reason {
        case 0: return
        case EEXIST: throw exists
        default:
            throw VMFestError(.failed, "'\(to)' can not be made: \(String(cString: strerror(reason)))")
        }
    }

    private var exists: VMFestError {
        VMFestError(.nameTaken, "there is a file '\(target.text)' already; choose another name or remove that one")
    }

    private func removed(_ draft: HostPath, after error: any Error) async -> any Error {
        let service = scope.service
        return await uncancelled {
            do {
                try await service.withVirtualBox(repeatable: true) { scope in
                    try await HostFolder(scope: scope, path: draft.folder).remove([draft.name])
                }
                return error
            } catch let failure {
                return VMFestError.adding(["the file '\(draft.text)': \(failure)"], to: error)
            }
        }
    }
}
