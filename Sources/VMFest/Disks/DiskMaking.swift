//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox
import VirtualBoxAPI

/// Makes a data disk: all of it, or nothing and an error.
struct DiskMaking: Sendable {
    let scope: HostScope
    let host: Host
    let name: String
    let options: DiskOptions

    /// Where it goes, once nobody has a disk of the name.
    func path() async throws -> HostPath {
        try DiskCatalogue.check(name)
        try options.check()
        let catalogue = DiskCatalogue(scope)
        if let other = try await catalogue.records().first(where: { $0.value.name == name }) {
            throw VMFestError(
                .nameTaken, "there is a data disk of this name, \(other.key); choose another name or remove that one")
        }
        let path = try await catalogue.folder().file("\(name).\(options.format.rawValue)")
        let files = try await HostFolder(scope: scope, path: path.folder).files() ?? []
        guard !files.contains(path.name) else { throw beingMade(path) }
        return path
    }

    /// Makes the file, and notes the disk when it is whole.
    ///
    /// - Parameters:
    ///   - path: where it goes.
    ///   - operation: the name of the call that makes it.
    ///   - action: what is reported to be done.
    ///   - begin: makes that call.
    func run(
        at path: HostPath, by operation: String, _ action: String,
        _ begin: @escaping @Sendable (Medium, [MediumVariant]) async throws -> VirtualBoxAPI.Progress
    ) async throws -> Disk {
        let note = UUID().uuidString.lowercased()
        try await Undertakings(scope: scope).begin(.disk, note, name: name, folder: path, within: .seconds(86_400))
        var hasRemains = false
        let outcome: Result<Disk, any Error>
        do {
            let medium = try await scope.box.createMedium(
                format: options.format.remote, location: path.text, accessMode: .readWrite, aDeviceTypeType: .hardDisk)
            do {
                let variant: [MediumVariant] = options.isFixed ? [.fixed] : [.standard]
                // Who finds the note of a killed program has VirtualBox give up what it goes on with.
                let progress = try await uncancelled { [scope, medium, begin] in
                    let progress = try await begin(medium, variant)
                    try? await Undertakings(scope: scope).note(progress, of: note)
                    return progress
                }
                try await scope.finish(progress, of: operation, report: Host.report("disk \(action)"))
                outcome = .success(try await make(medium, at: path))
            } catch {
                let (failure, isUndone) = await undone(await scope.describe(error), medium, at: path)
                hasRemains = !isUndone
                outcome = .failure(failure)
            }
        } catch {
            outcome = .failure(await scope.describe(error))
        }
        do {
            try await Undertakings.conclude(note, hasRemains: hasRemains, on: scope.service)
        } catch {
            scope.service.logger.warning(
                "a note of an undertaking stays", metadata: ["id": "\(note)", "error": "\(error)"])
        }
        return try outcome.get()
    }

    private func make(_ medium: Medium, at path: HostPath) async throws -> Disk {
        if let type = options.type.remoteByItself { try await medium.setType(type) }
        let id = try await medium.getId()
        let disk = try Disk(host: host, key: id)
        let record = DiskRecord(
            name: name, path: path.text, type: options.type,
            created: Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded()))
        try Task.checkCancellation()
        try await uncancelled { try await DiskCatalogue(scope).write(record, id) }
        return disk
    }

    /// Deletes what was made of it, and gives the error with what could not be.
    private func undone(
        _ error: any Error, _ medium: Medium, at path: HostPath
    ) async -> (error: any Error, isUndone: Bool) {
        let id = await uncancelled { try? await medium.getId() }
        var failures: [String] = []
        if let id {
            // The UUID comes with the storage; before, it is all zeros. A file of somebody else's is none of ours.
            if id.contains(where: { $0 != "0" && $0 != "-" }) {
                var undo = Undo()
                undo.add("the disk \(path.text)") { scope in
                    let library = MediumLibrary(scope)
                    try await library.deleteIfUnused(id)
                    // Its record may have been written although the answer was lost.
                    if try await library.known(id, .hardDisk) == nil { try await DiskCatalogue(scope).erase(id) }
                }
                failures = await undo.run(on: scope.service)
            }
        } else {
            failures = ["the disk \(path.text): the host could not be asked for it; 'vmfest gc' removes what is left"]
        }
        guard failures.isEmpty else { return (VMFestError.adding(failures, to: error), false) }
        let exists = (error as? VirtualBoxError)?.message.contains("VERR_ALREADY_EXISTS") == true
        return (exists ? beingMade(path) : error, true)
    }

    private func beingMade(_ path: HostPath) -> VMFestError {
        VMFestError(
            .nameTaken,
            "'\(path.text)' is there already, and is no data disk: somebody is making it, it was left half-made, which"
                + " 'vmfest gc' removes, or it is somebody's file; choose another name")
    }
}

extension DiskOptions {
    /// Refuses what VirtualBox can not make.
    func check() throws {
        switch type {
        case .shareable where !isFixed:
            throw VMFestError(
                .invalidArgument, "a shareable disk has to be of fixed size; VirtualBox shares no other")
        case .readOnly: throw DiskType.readOnlyRefusal
        default: break
        }
    }
}

extension DiskType {
    static var readOnlyRefusal: VMFestError {
        VMFestError(
            .invalidArgument,
            "VirtualBox has the type read-only for DVDs and floppies only; an immutable disk is one that is never"
                + " written, and with multi-attach several machines can have it")
    }
}
