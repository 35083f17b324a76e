//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Has VirtualBox write the answers for an installer, and put its disc and them into a machine's drives.
struct InstallerPreparation: Sendable {
    let host: Host
    let machine: Machine
    let name: String
    let installation: SystemInstallation

    func run() async throws {
        try await host.service.withVirtualBox { scope in
            let remote = try await machine.find(in: scope)
            let installer = try await scope.box.createUnattendedInstaller()
            _ = try await Self.osType(of: installation, by: installer)
            try await installer.setMachine(remote)
            try await answer(installer, in: scope)
            do {
                try await installer.prepare()
                try await installer.constructMedia()
                try await note(remote, in: scope)
                try await installer.reconfigureVM()
                try await installer.done()
            } catch {
                // What was written by now has the password in it.
                await uncancelled { try? await removeFiles(of: remote, in: scope) }
                throw error
            }
        }
    }

    /// VirtualBox's name of the system that is installed, which it must be able to install by itself.
    static func osType(of installation: SystemInstallation, by installer: Unattended) async throws -> String {
        try await installer.setIsoPath(installation.disc)
        let found: InstallerDisc
        do {
            found = try await InstallerDisc(installation.disc, by: installer)
        } catch let error as VMFestError where error.code == .badImage {
            guard let osType = installation.osType else { throw error }
            return osType
        }
        guard found.isSupported else {
            throw VMFestError(
                .notSupported,
                "VirtualBox has no answers for the installer on the disc: \(found.flavor ?? found.osType) \(found.version ?? "")"
            )
        }
        return installation.osType ?? found.osType
    }

    private func answer(_ installer: Unattended, in scope: HostScope) async throws {
        try await installer.setUser(installation.user)
        try await scope.setPassword(installation.password, of: installer)
        try await installer.setFullUserName(installation.fullName ?? installation.user)
        try await installer.setHostname(installation.hostName ?? Self.hostName(for: name))
        try await installer.setInstallGuestAdditions(installation.installsGuestAdditions)
        if let locale = installation.locale { try await installer.setLocale(locale) }
        if let timeZone = installation.timeZone { try await installer.setTimeZone(timeZone) }
        if let productKey = installation.productKey { try await installer.setProductKey(productKey) }
        if let edition = installation.edition { try await installer.setImageIndex(UInt32(edition)) }
        if let command = installation.command { try await installer.setPostInstallCommand(command) }
    }

    /// A name with a domain, made of an image's.
    static func hostName(for image: String) -> String {
        let name = image.map { $0.isLetter || $0.isNumber ? $0 : "-" }
        return String(name.drop { $0 == "-" }) + ".localdomain"
    }

    /// Notes the files that are the machine's, so that they go with it, whoever removes it: VirtualBox leaves them there,
    /// with the password in them, and the discs among its media.
    private func note(_ remote: VirtualBoxAPI.Machine, in scope: HostScope) async throws {
        let folder = try await folder(of: remote, in: scope)
        let files = try await self.files(of: remote, in: scope)
        let library = MediumLibrary(scope)
        var media = [try await library.open(installation.disc, .dvd, .readOnly).id]
        for file in files where file.hasSuffix(".viso") || file.hasSuffix(".img") {
            let type: DeviceType = file.hasSuffix(".viso") ? .dvd : .floppy
            media.append(try await library.open(folder.path.file(file).text, type, .readOnly).id)
        }
        try await scope.withLock(.write, on: remote, id: machine.key, until: .within(.seconds(30))) { locked in
            let machine = try await locked.machine()
            var marks = try await MachineMarks(of: machine, logger: scope.service.logger)
            marks.files += files
            marks.media += media
            try await marks.write(to: machine)
            try await machine.saveSettings()
        }
    }

    private func removeFiles(of remote: VirtualBoxAPI.Machine, in scope: HostScope) async throws {
        try await folder(of: remote, in: scope).remove(files(of: remote, in: scope))
    }

    private func files(of remote: VirtualBoxAPI.Machine, in scope: HostScope) async throws -> [String] {
        try await folder(of: remote, in: scope).files()?.filter { $0.hasPrefix("Unattended-") } ?? []
    }

    private func folder(of remote: VirtualBoxAPI.Machine, in scope: HostScope) async throws -> HostFolder {
        HostFolder(scope: scope, path: HostPath(try await remote.getSettingsFilePath()).folder)
    }
}
