//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// How the web services of the VirtualBox that is installed here check logons.
struct LogonSetting: Sendable {
    let installation: Installation

    /// VirtualBox's check against users in its own settings.
    static let library = "VBoxAuthSimple"

    /// The library that checks logons: `null` for none, `VBoxAuth` for the operating system's users.
    func read() async throws -> String {
        let label = "Webservice auth. library:"
        let output = try await manage(["list", "systemproperties"])
        guard let line = output.split(whereSeparator: \.isNewline).first(where: { $0.hasPrefix(label) }) else {
            throw VMFestError(
                .noVirtualBox, "'\(installation.manage) list systemproperties' does not say how logons are checked")
        }
        return String(line.dropFirst(label.count).drop(while: \.isWhitespace))
    }

    /// Lets an account log on where the simple check is used.
    func admit(_ account: Account) async throws {
        _ = try await manage(["setextradata", "global", Self.key(account), account.passwordHash])
    }

    /// Takes that back.
    func dismiss(_ account: Account) async {
        _ = try? await manage(["setextradata", "global", Self.key(account)])
    }

    /// Sets the library that checks logons.
    func write(_ library: String) async throws {
        _ = try await manage(["setproperty", "websrvauthlibrary", library])
    }

    private static func key(_ account: Account) -> String { "VBoxAuthSimple/users/\(account.user)" }

    private func manage(_ arguments: [String]) async throws -> String {
        let result = try await Subprocess.run(
            .path(FilePath(installation.manage)), arguments: Arguments(arguments),
            environment: .withoutSecrets, output: .string(limit: 1 << 20), error: .string(limit: 1 << 16))
        guard result.terminationStatus.isSuccess else {
            throw VMFestError(
                .noVirtualBox,
                "'\(installation.manage) \(arguments.prefix(2).joined(separator: " "))' failed: \(result.standardError)"
            )
        }
        return result.standardOutput
    }
}
