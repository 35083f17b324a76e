//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Disk {
    /// How a disk is encrypted.
    public enum Cipher: String, Sendable, Hashable, Codable, CaseIterable {
        /// AES in the mode XTS with keys of 128 bits.
        case aes128
        /// AES in the mode XTS with keys of 256 bits; the usual one.
        case aes256

        /// VirtualBox's name.
        var remote: String {
            switch self {
            case .aes128: "AES-XTS128-PLAIN64"
            case .aes256: "AES-XTS256-PLAIN64"
            }
        }
    }

    /// Encrypts the disk, all that is on it.
    ///
    /// Oracle's builds of VirtualBox need Oracle's extension pack on the host for this; those of some Linux distributions can do
    /// it by themselves. A machine that has the disk is started with the password, see
    /// ``Machine/start(_:diskPasswords:within:)``; VMFest keeps none. VirtualBox's name of the password is `vmfest-` and the
    /// disk's UUID, see ``DiskInfo/passwordID``. Rests on `IMedium::changeEncryption`.
    ///
    /// - Parameters:
    ///   - password: the password. Over `http` it crosses the network as it is.
    ///   - cipher: how.
    /// - Throws: ``VMFestError``: `notSupported` where VirtualBox can not do it, or not for the disk's format; `failed` for a disk that is encrypted already;
    ///   `invalidArgument` for an empty password; `invalidState` when a machine that runs has it; `inUse` when disks or
    ///   snapshots are based on it; `noSuchDisk`; and the codes about the host. Whatever is thrown, the disk is as it was.
    public func encrypt(password: String, cipher: Cipher = .aes256) async throws {
        try await changeEncryption("encrypt the disk", from: "", to: password, cipher: cipher.remote)
    }

    /// Decrypts the disk, all that is on it.
    ///
    /// Rests on `IMedium::changeEncryption`.
    ///
    /// - Parameter password: the disk's password. Over `http` it crosses the network as it is.
    /// - Throws: ``VMFestError`` as ``encrypt(password:cipher:)`` does; `failed` for a wrong password, and for a disk that is
    ///   not encrypted.
    public func decrypt(password: String) async throws {
        try await changeEncryption("decrypt the disk", from: password, to: "", cipher: "")
    }

    private func changeEncryption(
        _ action: String, from current: String, to new: String, cipher: String
    ) async throws {
        try await editing(action) { editing in
            guard !current.isEmpty || !new.isEmpty else {
                throw VMFestError(.invalidArgument, "the password is empty")
            }
            try await editing.refuseBase()
            try await editing.refuseOpen()
            do {
                let progress = try await editing.medium.changeEncryption(
                    currentPassword: current, cipher: cipher, newPassword: new,
                    newPasswordId: new.isEmpty ? "" : "vmfest-\(key)")
                try await editing.finish(progress, of: "IMedium_changeEncryption", "encryption")
            } catch let error as VirtualBoxError where error.isDefinite {
                throw await explained(error, in: editing.scope)
            }
        }
    }

    private func explained(_ error: VirtualBoxError, in scope: HostScope) async -> any Error {
        guard let described = await scope.describe(error) as? VirtualBoxError, described.code == .notSupported else {
            return error
        }
        var failure = VMFestError(described)
        failure.message =
            "this VirtualBox can not encrypt disks, or not this one: Oracle's builds need the extension pack on the host;"
            + " \(described.message)"
        return failure
    }
}
