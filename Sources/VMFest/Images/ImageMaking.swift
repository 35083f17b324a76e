//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Makes an image of an opened disk: all of it, or nothing.
struct ImageMaking {
    let scope: HostScope
    let name: String
    let attributes: ImageAttributes
    let source: String
    var sha256: String?

    /// The base disk's path, once nobody has an image of the name.
    func target() async throws -> HostPath {
        let catalogue = ImageCatalogue(scope)
        guard try await catalogue.record(name) == nil else {
            throw VMFestError(.nameTaken, "the catalogue has an image of this name; choose another one or remove that")
        }
        let path = try await catalogue.path(of: name)
        guard try await catalogue.knownDisk(at: path) == nil else { throw beingMade }
        if let osType = attributes.osType, try await scope.platform(ofOSType: osType) == nil {
            throw VMFestError(.invalidArgument, "the host knows no guest OS type '\(osType)'")
        }
        if let least = attributes.minimumDisk, least > BootDisk.largest {
            throw VMFestError(
                .invalidArgument,
                "no disk can have \(least), which the image is to ask for; \(BootDisk.largest) are the most")
        }
        if let size = attributes.size { _ = try await SizeCatalogue(scope).required(size) }
        return path
    }

    /// Notes that the image is being made, for as long as that takes.
    func noted<Value>(_ work: () async throws -> Value) async throws -> Value {
        try await Undertakings(scope: scope).during(.image, name, within: .seconds(86_400), work)
    }

    /// Copies the disk into the base disk, and puts the image into the catalogue.
    func run(from disk: Medium, to target: HostPath, report: ProgressHandler?) async throws -> ImageInfo {
        let base = try await scope.box.createMedium(
            format: DiskFormat.vdi.rawValue, location: target.text, accessMode: .readWrite, aDeviceTypeType: .hardDisk)
        do {
            let progress = try await MediumLibrary(scope).copy(disk, to: base, [.standard])
            try await scope.finish(progress, of: "IMedium_cloneTo", report: report)
            // Whatever is attached to it gets a disk of its own, and it is never handed over for deletion.
            try await base.setType(.immutable)
            let record = try await record(of: base, at: target)
            try Task.checkCancellation()
            try await uncancelled { try await ImageCatalogue(scope).write(record) }
            return record
        } catch {
            let described = await scope.describe(error)
            await undo(base)
            let exists = (described as? VirtualBoxError)?.message.contains("VERR_ALREADY_EXISTS") == true
            throw exists ? beingMade : described
        }
    }

    private func record(of base: Medium, at target: HostPath) async throws -> ImageInfo {
        let key = try await base.getId()
        guard let id = UUID(uuidString: key) else {
            throw VMFestError(.failed, "the host says that a disk's UUID is '\(key)'")
        }
        _ = try await base.refreshState()
        let size = try await base.getSize()
        let file = ImageBaseFile(path: target.text, size: size, isHere: scope.service.configuration.isLoopback)
        return ImageInfo(
            name: name,
            osType: attributes.osType ?? "Linux_64",
            architecture: attributes.architecture ?? .x86,
            user: attributes.user,
            firmware: attributes.firmware ?? .bios,
            description: attributes.description ?? "",
            capacity: try await base.getLogicalSize(),
            size: attributes.size,
            minimumDisk: attributes.minimumDisk?.bytes,
            sha256: sha256,
            source: source,
            created: Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded()),
            disk: id,
            path: target.text,
            fileSize: size,
            fileSHA256: await file.digest())
    }

    /// Deletes a base disk that is this one's work; a file that somebody else made is not.
    private func undo(_ base: Medium) async {
        try? await uncancelled {
            guard try await base.getState() == .created else { return }
            // Its record may have been written although the answer was lost.
            let catalogue = ImageCatalogue(scope)
            let id = try await base.getId()
            if try await catalogue.record(name)?.disk == UUID(uuidString: id) { try await catalogue.erase(name) }
            try await scope.finish(base.deleteStorage(), of: "IMedium_deleteStorage")
        }
    }

    private var beingMade: VMFestError {
        VMFestError(
            .nameTaken,
            "an image of this name is being made by somebody else, or was left half-made;"
                + " removing the image removes what is left")
    }
}
