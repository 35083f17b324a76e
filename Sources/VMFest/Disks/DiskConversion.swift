//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Puts a copy of a data disk, in another form, in its place.
struct DiskConversion: Sendable {
    let editing: DiskEditing
    let format: DiskOptions.Format?
    let isFixed: Bool?

    private var scope: HostScope { editing.scope }

    func run() async throws -> Disk {
        guard let record = editing.record else {
            throw VMFestError(
                .notSupported, "it is no data disk of VMFest's; clone it in the form that you want instead")
        }
        let form = try await editing.form()
        let options = DiskOptions(
            format: format ?? form.format ?? .vdi, fixed: isFixed ?? form.isFixed, type: record.type)
        if options.format == form.format, options.isFixed == form.isFixed { return editing.disk }
        try options.check()
        try await editing.usage.refuseUsed(editing.medium)
        try await editing.refuseOpen()
        let path = HostPath(try await editing.medium.getLocation())
        let final = path.folder.file("\(path.stem).\(options.format.rawValue)")
        let files = try await HostFolder(scope: scope, path: path.folder).files() ?? []
        guard final == path || !files.contains(final.name) else {
            throw VMFestError(.nameTaken, "'\(final.text)' is there already")
        }
        let making = DiskMaking(scope: scope, host: editing.disk.host, name: record.name, options: options)
        let copy =
            final == path
            ? path.folder.file("\(path.stem)-\(UInt32.random(in: .min ... .max)).\(options.format.rawValue)") : final
        let disk = try await making.run(at: copy, by: "IMedium_cloneTo", "convert") { [editing] target, variant in
            try await MediumLibrary(editing.scope).copy(editing.medium, to: target, variant)
        }
        return try await uncancelled { try await replaced(by: disk, at: copy, final: final) }
    }

    /// Removes the old one, and gives the new one its path.
    private func replaced(by disk: Disk, at copy: HostPath, final: HostPath) async throws -> Disk {
        do {
            try await scope.finish(editing.medium.deleteStorage(), of: "IMedium_deleteStorage")
        } catch {
            let described = await scope.describe(error)
            // Somebody uses it since it was looked at, so it stays what it is.
            try await DiskRemoval(scope: scope, disk: disk).run(evenForeign: false)
            throw described
        }
        try await DiskCatalogue(scope).erase(editing.disk.key)
        guard copy != final else { return disk }
        try await DiskMove(editing: DiskEditing(disk, in: scope)).move(to: final)
        return disk
    }
}
