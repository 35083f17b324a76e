//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The encrypted disks that a machine has in its slots.
struct EncryptedDisks: Sendable {
    /// One by which VirtualBox asks for a password.
    private struct Encrypted: Sendable {
        let medium: Medium
        let passwordID: String
    }

    /// A password, with VirtualBox's name of it.
    struct Key: Sendable {
        let id: String
        let password: String
    }

    private let disks: [Encrypted]

    var isEmpty: Bool { disks.isEmpty }

    /// Looks for them; what can not be read is none, since the start tells of it better.
    init(of machine: VirtualBoxAPI.Machine) async throws {
        let attachments = try await machine.getMediumAttachments().filter { $0.type == .hardDisk }
        let found = try await attachments.concurrentMap { attachment -> Encrypted? in
            do {
                // What a disk is based on is encrypted as it is, and the base keeps the password's name.
                guard let base = try await attachment.medium?.getBase(), let id = try await base.passwordID() else {
                    return nil
                }
                return Encrypted(medium: base, passwordID: id)
            } catch let error as VirtualBoxError where error.isDefinite {
                return nil
            }
        }
        disks = found.compactMap(\.self)
    }

    /// The passwords that the disks take, of all that are there.
    ///
    /// - Throws: ``VMFestError`` with `invalidArgument` when a disk takes none of them.
    func keys(of passwords: [String]) async throws -> [Key] {
        var keys: [Key] = []
        for disk in disks {
            guard let password = try await Self.password(of: disk, among: passwords) else {
                let path = try await disk.medium.getLocation()
                throw VMFestError(
                    .invalidArgument,
                    passwords.isEmpty
                        ? "the disk '\(path)' is encrypted, and there is no password for it; nothing was started."
                            + " Give its password with --disk-password-file or VMFEST_DISK_PASSWORD"
                        : "none of the passwords is that of the encrypted disk '\(path)'; nothing was started")
            }
            if !keys.contains(where: { $0.id == disk.passwordID }) {
                keys.append(Key(id: disk.passwordID, password: password))
            }
        }
        return keys
    }

    /// The path of a disk that takes none of the passwords; nil where each takes one.
    func lacking(_ passwords: [String]) async throws -> String? {
        for disk in disks where try await Self.password(of: disk, among: passwords) == nil {
            return try await disk.medium.getLocation()
        }
        return nil
    }

    /// Nil where none is its password.
    private static func password(of disk: Encrypted, among passwords: [String]) async throws -> String? {
        // VirtualBox refuses to look at an empty one, and no disk has one.
        for password in passwords where !password.isEmpty {
            do {
                try await disk.medium.checkEncryptionPassword(password: password)
                return password
            } catch let error as VirtualBoxError where error.resultCode == .passwordIncorrect {
                continue
            }
        }
        return nil
    }
}

extension Medium {
    /// VirtualBox's name of the password of an encrypted disk, the base of all that are based on it; nil for another one.
    func passwordID() async throws -> String? {
        // Asking for all properties is no error where there are none, and needs nothing of what can decrypt.
        let properties = try await getProperties(names: "")
        let values = Dictionary(zip(properties.returnNames, properties.result)) { first, _ in first }
        guard let id = values["CRYPT/KeyId"], values["CRYPT/KeyStore"]?.isEmpty == false else { return nil }
        return id
    }
}
