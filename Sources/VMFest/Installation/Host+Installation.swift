//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Host {
    /// Tells what is on an installer's disc.
    ///
    /// Rests on `IUnattended::detectIsoOS`.
    ///
    /// - Parameter disc: an ISO: an absolute path of the VirtualBox host.
    /// - Throws: ``VMFestError``: `noSuchImage` when there is no such file; `badImage` for one on which VirtualBox knows no
    ///   system; `invalidArgument`; and the codes about the host.
    public func installerDisc(at disc: String) async throws -> InstallerDisc {
        try await VMFestError.during("look at the disc", of: disc) {
            guard HostPath(disc).isAbsolute else {
                throw VMFestError(.invalidArgument, "a disc is an absolute path of the VirtualBox host")
            }
            return try await service.withVirtualBox { scope in
                let installer = try await scope.box.createUnattendedInstaller()
                try await installer.setIsoPath(disc)
                return try await InstallerDisc(disc, by: installer)
            }
        }
    }

    /// Installs a system from its disc, without anybody who answers questions, and makes an image of it: all of it, or
    /// nothing and an error.
    ///
    /// VirtualBox writes the answers for the installer. A machine of its own is made, in which it runs; the machine can be
    /// looked at meanwhile, and is removed in the end. The installation is over when the guest switches itself off, or is
    /// at its first restart: then it is switched off before the new system comes up, so that the image has never run. Windows
    /// restarts many times; with it the end is that the Guest Additions are up, or that the guest switches itself off, for
    /// which ``SystemInstallation/command`` can see. How far it is, ``Activity/observe(_:during:)`` is told.
    ///
    /// Rests on `IUnattended::prepare`, `IUnattended::constructMedia` and `IUnattended::reconfigureVM`.
    ///
    /// - Parameters:
    ///   - name: the image's name.
    ///   - installation: what is installed, and how.
    ///   - attributes: what is noted of the image; where they leave it open, the user and the system of the installation.
    ///   - limit: how long it may take in all.
    /// - Returns: the image.
    /// - Throws: ``VMFestError``: `nameTaken`; `noSuchImage` when there is no such disc; `badImage` for one on which
    ///   VirtualBox knows no system; `notSupported` for a system that VirtualBox has no answers for; `invalidArgument`;
    ///   `invalidSpec`; `startFailed`; `invalidState` when the machine stops in another way; `timeLimit`, with a picture of
    ///   the screen; and the codes about the host.
    @discardableResult
    public func buildImage(
        _ name: String, _ installation: SystemInstallation, _ attributes: ImageAttributes = ImageAttributes(),
        within limit: Duration = .seconds(7200)
    ) async throws -> ImageInfo {
        try await VMFestError.during("build the image", of: name) {
            try ImageCatalogue.check(name)
            try installation.check()
            let building = ImageBuilding(
                host: self, name: name, installation: installation, attributes: attributes, deadline: .within(limit))
            return try await building.run()
        }
    }
}
