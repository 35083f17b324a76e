//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Host {
    /// Makes an image warm: boots a guest of it once, and keeps its running state, from which machines of the same
    /// hardware then start within a moment.
    ///
    /// The image, the size, the hardware and the version of VirtualBox must be the same for a machine to start from it. An
    /// older warm image of the same name and size that no machine depends on is removed. Its files are in the host's
    /// default machine folder, below `vmfest-warm`.
    ///
    /// Rests on `IMachine::takeSnapshot` of a running machine.
    ///
    /// - Parameters:
    ///   - name: the image's name in the catalogue.
    ///   - size: the hardware; nil for the image's default size, and ``Size/small`` where it has none.
    ///   - diskSize: the size of the boot disk; nil for that of the size, or of the image.
    ///   - login: who logs in to find out whether the guest is ready, and who gets the machines' keys; the public half of
    ///     the key is read from the file beside it, with `.pub`. Nil for a guest that says itself that it is ready; then the
    ///     image's user gets the keys, or `root`.
    ///   - limit: how long it may take in all.
    /// - Throws: ``VMFestError``: `noSuchImage`; `noSuchSize`; `notSupported` with the reason for a guest that can not be
    ///   given a new identity; `invalidSpec`; `invalidArgument`; `startFailed`; `timeLimit`; and the codes about the
    ///   host. Whatever is thrown, nothing is left behind, except for what ``VMFestError/cleanUpFailures`` names.
    @discardableResult
    public func warmImage(
        _ name: String, size: Size? = nil, diskSize: DataSize? = nil, login: GuestLogin? = nil,
        within limit: Duration = .seconds(900)
    ) async throws -> WarmImage {
        try await VMFestError.during("warm the image", of: name) {
            let size = try await InstancePlan.size(size, for: image(named: name), on: self)
            let baking = WarmBaking(
                host: self, image: name, size: size, spec: nil, diskSize: diskSize, login: login,
                deadline: .within(limit))
            return try await WarmImage(baking.run(), machines: 0)
        }
    }

    /// Makes an image warm for machines of a spec; forwards and hardware addresses in it do not matter.
    ///
    /// - Throws: ``VMFestError``, as ``warmImage(_:size:diskSize:login:within:)``; also `notSupported` for hardware that
    ///   clones can not share.
    @discardableResult
    package func warmImage(
        _ name: String, size: Size, spec: MachineSpec, login: GuestLogin? = nil, within limit: Duration = .seconds(900)
    ) async throws -> WarmImage {
        try await VMFestError.during("warm the image", of: name) {
            let baking = WarmBaking(
                host: self, image: name, size: size, spec: spec, login: login, deadline: .within(limit))
            return try await WarmImage(baking.run(), machines: 0)
        }
    }

    /// The host's warm images, by name and size, the newest first where there are several of one.
    ///
    /// Rests on `IVirtualBox::getMachinesByGroups`.
    ///
    /// - Throws: ``VMFestError`` with the codes about the host.
    public func warmImages() async throws -> [WarmImage] {
        try await VMFestError.during("list warm images") {
            try await service.withVirtualBox { scope in
                let templates = WarmTemplates(scope: scope)
                let images = try await templates.all().concurrentMap { template in
                    try WarmImage(template, machines: try await templates.clones(of: template).count)
                }
                // The order of those that are alike stays as it is.
                return images.enumerated().sorted {
                    ($0.element.image, $0.element.size, $0.offset) < ($1.element.image, $1.element.size, $1.offset)
                }.map(\.element)
            }
        }
    }

    /// Removes what was kept to start machines of an image within a moment; the image stays.
    ///
    /// Rests on `IMachine::unregister` and `IMachine::deleteConfig`.
    ///
    /// - Parameters:
    ///   - name: the image's name.
    ///   - sizeName: the name of the size; nil for all.
    /// - Throws: ``VMFestError``: `inUse` with the names of the machines whose disks are based on it; `noSuchImage` when it
    ///   is not warm; and the codes about the host.
    public func coolImage(_ name: String, sizeName: String? = nil) async throws {
        try await VMFestError.during("cool the image", of: name) {
            try await service.withVirtualBox { scope in
                let templates = WarmTemplates(scope: scope)
                let chosen = try await templates.all().filter {
                    $0.record.image == name && (sizeName == nil || $0.record.size == sizeName)
                }
                guard !chosen.isEmpty else {
                    throw VMFestError(
                        .noSuchImage,
                        "the image is not warm" + (sizeName.map { " in the size '\($0)'" } ?? "") + " on \(url)")
                }
                // All or none.
                for template in chosen { try DiskUsers.refuse(try await templates.clones(of: template)) }
                for template in chosen { try await WarmRemoval(scope: scope, template: template).run() }
            }
        }
    }

    /// The newest warm template that a machine can be made from, or why there is none.
    ///
    /// - Throws: ``VMFestError``: `noSuchImage`, and the codes about the host.
    package func warmFit(_ image: String, _ spec: MachineSpec) async throws -> WarmFit {
        try await VMFestError.during("look for a warm image", of: image) {
            try await service.withVirtualBox { scope in
                try await WarmTemplates(scope: scope).fitting(ImageCatalogue(scope).required(image), spec)
            }
        }
    }

    /// Makes a machine from a warm template, its state saved: all of it, or nothing and an error.
    ///
    /// Started, it goes on from the template's state; ``Machine/waitUntilRenewed(within:)`` says when its guest is an
    /// instance of its own.
    ///
    /// Rests on `IMachine::cloneTo` and `IMachine::adoptSavedState`.
    ///
    /// - Throws: ``VMFestError``, as ``create(_:_:image:firstBoot:labels:within:)``; `notSupported` for what takes effect
    ///   at a first boot only; `noSuchMachine` for a template that was just removed.
    package func create(
        _ name: String, from template: WarmTemplate, _ spec: MachineSpec, firstBoot: FirstBoot,
        labels: MachineLabels = MachineLabels(), origin: MachineOrigin = MachineOrigin(),
        within limit: Duration = .seconds(120)
    ) async throws -> Machine {
        let deadline = Deadline.within(limit)
        return try await VMFestError.during("create", of: name) {
            try await service.withVirtualBox { scope in
                var start = WarmStart(
                    scope: scope, host: self, name: name, template: template, spec: spec, firstBoot: firstBoot,
                    labels: labels, origin: origin, deadline: deadline)
                return try await start.run()
            }
        }
    }
}
