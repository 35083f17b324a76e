//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Host {
    /// The images of the host's catalogue, by name.
    ///
    /// Every client of the host sees the same. Rests on `IVirtualBox::getExtraData`.
    ///
    /// - Throws: ``VMFestError`` with the codes about the host.
    public func images() async throws -> [ImageInfo] {
        try await VMFestError.during("list images") {
            try await service.withVirtualBox { scope in try await ImageCatalogue(scope).records() }
        }
    }

    /// The image of a name.
    ///
    /// - Throws: ``VMFestError``: `noSuchImage`, `invalidArgument` for what can not be a name, and the codes about the
    ///   host.
    public func image(named name: String) async throws -> ImageInfo {
        try await VMFestError.during("find the image", of: name) {
            try await service.withVirtualBox { scope in try await ImageCatalogue(scope).required(name) }
        }
    }

    /// Puts an image into the host's catalogue: all of it, or nothing and an error.
    ///
    /// The source is downloaded, checked and unpacked on this computer as far as need be, and becomes a VDI on the host,
    /// so that machines' disks can grow. Where VirtualBox sees the file under the same path, it copies it itself; else the
    /// file is sent through the web service. The image is visible to others when it is whole. Of two imports of one name
    /// one succeeds.
    ///
    /// Rests on `IMedium::cloneTo`, and for sending on `IMediumIO::write`.
    ///
    /// - Parameters:
    ///   - name: lower-case letters, digits, dots, hyphens and underscores, 63 at most.
    ///   - source: a path of this computer, or a `file:` or `https:` address, of a disk in any format that VirtualBox
    ///     reads, a raw disk, an OVA or a Vagrant box; each may be compressed with gzip, xz or zstd.
    ///   - sha256: the digest that the source must have, as 64 hexadecimal digits; nil where none is known.
    ///   - attributes: what is known of it; what is left out is taken from the image where it says it.
    ///   - limit: how large a download, and what is unpacked, may be.
    /// - Returns: the image.
    /// - Throws: ``VMFestError``: `nameTaken`, `invalidArgument`, `noSuchSize`, `noSuchImage` when there is no such source, `badImage`,
    ///   `wrongDigest`, `downloadFailed`, `noSpace`, `notSupported`, and the codes about the host.
    @discardableResult
    public func importImage(
        _ name: String,
        from source: String,
        sha256: String? = nil,
        _ attributes: ImageAttributes = ImageAttributes(),
        limit: DataSize = .gibibytes(64)
    ) async throws -> ImageInfo {
        try await VMFestError.during("import the image", of: name) {
            try ImageCatalogue.check(name)
            let origin = try ImageSource(source, sha256: sha256)
            // What is known to fail is refused before anything is downloaded.
            try await service.withVirtualBox { scope in
                _ = try await ImageMaking(scope: scope, name: name, attributes: attributes, source: source).target()
            }
            return try await ImageFile.withDisk(from: origin, limit: limit) { disk in
                try await service.withVirtualBox { scope in
                    let making = ImageMaking(
                        scope: scope, name: name, attributes: attributes.completed(by: disk.hints),
                        source: origin.description, sha256: disk.digest.description)
                    let target = try await making.target()
                    return try await making.noted {
                        try await ImageSourceDisk(scope: scope, disk: disk, target: target).withMedium { medium in
                            try await making.run(from: medium, to: target, report: Self.report("import"))
                        }
                    }
                }
            }
        }
    }

    /// Makes an image of a machine's disk, as it is now or as it was when a snapshot was taken; the machine stays as it is.
    ///
    /// The disk is the first of its hard disks, whole: what it holds and what it is based on. What identifies the guest
    /// (its SSH host keys, its machine identifier) is on it, too. Of a snapshot it is possible in every state of the
    /// machine; if the machine ran when the snapshot was taken, the disk is as after a power failure. Rests on
    /// `IMedium::cloneTo`.
    ///
    /// - Parameters:
    ///   - name: lower-case letters, digits, dots, hyphens and underscores, 63 at most.
    ///   - machine: the machine.
    ///   - snapshot: the name or UUID of a snapshot of it; nil for what it is now, which must be switched off then.
    ///   - attributes: what is known of it; its operating system is that of the machine where they leave it out.
    /// - Returns: the image.
    /// - Throws: ``VMFestError``: `nameTaken`, `invalidArgument`, `invalidState` for a machine that is not switched off,
    ///   `noSuchSnapshot` with the names that there are, `ambiguousName`, `notSupported` for a machine without a hard
    ///   disk or with one that snapshots do not cover, `noSuchMachine`, `inaccessible`, and the codes about the host.
    ///   Whatever is thrown, nothing is left of it.
    @discardableResult
    public func createImage(
        _ name: String, from machine: Machine, at snapshot: String? = nil,
        _ attributes: ImageAttributes = ImageAttributes()
    ) async throws -> ImageInfo {
        try await VMFestError.during("make the image", of: name) {
            try ImageCatalogue.check(name)
            return try await service.withVirtualBox { scope in
                let disk = try await machine.reading(in: scope) { try await MachineImageDisk(of: $0, at: snapshot) }
                var attributes = attributes
                if attributes.osType == nil { attributes.osType = disk.osType }
                let making = ImageMaking(scope: scope, name: name, attributes: attributes, source: disk.source)
                return try await making.noted {
                    try await making.run(from: disk.medium, to: making.target(), report: Self.report("image"))
                }
            }
        }
    }

    /// Removes an image from the catalogue, with its base disk; also what a cut-off import left of one.
    ///
    /// - Throws: ``VMFestError``: `inUse` with the names of the machines whose disks are based on it; `noSuchImage`; and
    ///   the codes about the host.
    public func removeImage(_ name: String) async throws {
        try await VMFestError.during("remove the image", of: name) {
            try ImageCatalogue.check(name)
            try await service.withVirtualBox { scope in try await ImageRemoval(scope: scope, name: name).run() }
        }
    }

    /// Looks whether the base disk of an image is there and as it was when the image was made.
    ///
    /// Rests on `IMedium::refreshState`; the content is read where this computer sees the host's file.
    ///
    /// - Throws: ``VMFestError``: `noSuchImage`, and the codes about the host. A bad base disk is a finding, no error.
    public func checkImage(_ name: String) async throws -> ImageCheck {
        try await VMFestError.during("check the image", of: name) {
            try await service.withVirtualBox { scope in
                try await ImageCheck(of: ImageCatalogue(scope).required(name), in: scope)
            }
        }
    }

    /// Passes reports of VirtualBox on to whoever observes.
    static func report(_ action: String) -> ProgressHandler? {
        guard let observer = Activity.observer else { return nil }
        return { observer(Activity(action: action, percent: $0.percent, detail: $0.description)) }
    }
}
