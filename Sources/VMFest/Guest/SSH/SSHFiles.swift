//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox

/// The files of a guest through SSH, with what every Unix has in its shell: no file server is needed in the guest.
struct SSHFiles: GuestFiles {
    let client: SSHClient

    func item(at path: String) async throws -> GuestItem? {
        try await list(#"set -- "$1"; p=$1; "# + Self.describe, path).first.map { item in
            var item = item
            item.name = HostPath(path).name
            return item
        }
    }

    func contents(of folder: String) async throws -> [GuestItem] {
        let loop = #"cd -- "$1" || exit 1; for p in * .*; do case $p in .|..) continue;; esac; "#
        return try await list(loop + Self.describe + "; done", folder)
    }

    func makeFolder(_ path: String, mode: UInt16) async throws {
        let script = #"[ -d "$1" ] || mkdir -m "$2" -- "$1""#
        try await run(script, [path, String(mode, radix: 8)])
    }

    func read(_ path: String, _ take: @escaping @Sendable (Data) async throws -> Void) async throws {
        try await run(#"exec cat <"$1""#, [path]) { if $0.stream == .output { try await take($0.data) } }
    }

    func write(_ path: String, mode: UInt16, _ input: GuestInput) async throws {
        let draft = path + ".vmfest-" + String(UInt32.random(in: .min ... .max), radix: 16)
        // Input that breaks off ends like one that is whole, so its place is taken by a second step.
        do {
            try await run(#"umask 077; cat >"$1" && chmod "$2" "$1""#, [draft, String(mode, radix: 8)], input)
            try await run(#"[ ! -d "$2" ] && mv -f -- "$1" "$2""#, [draft, path])
        } catch {
            let client = client
            await uncancelled { _ = try? await SSHFiles(client: client).run(#"rm -f -- "$1""#, [draft]) }
            throw error
        }
    }

    /// Prints kind, permissions, size and name of `$p`; the name ends with a NUL, since it can hold anything else.
    private static let describe =
        #"if [ -e "$p" ]; then k=o s=0; [ -d "$p" ] && k=d; [ -f "$p" ] && k=f && s=$(wc -c <"$p"); "#
        + #"m=$(ls -ldL -- "$p"); printf '%s %s %s %s\0' "$k" "${m%% *}" $s "$p"; fi"#

    private func list(_ script: String, _ path: String) async throws -> [GuestItem] {
        let result = try await run(script, [path], limit: 16 << 20)
        return result.output.split(separator: 0).compactMap { Self.item(String(decoding: $0, as: UTF8.self)) }
    }

    /// Reads what ``describe`` prints for one; nil for what is not that.
    static func item(_ text: String) -> GuestItem? {
        let parts = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true).map(String.init)
        guard parts.count == 4, let size = Int64(parts[2]) else { return nil }
        let kind: GuestItem.Kind = parts[0] == "f" ? .file : parts[0] == "d" ? .folder : .other
        return GuestItem(name: parts[3], kind: kind, size: size, mode: Permissions.mode(of: parts[1]))
    }

    /// Has the guest's shell run a script with arguments, of which the first is what it is about.
    @discardableResult
    func run(
        _ script: String, _ arguments: [String], _ input: GuestInput = .none, limit: Int = 1 << 16,
        _ onOutput: (@Sendable (GuestOutput) async throws -> Void)? = nil
    ) async throws -> ExecutionResult {
        let command = GuestCommand(
            words: ["sh", "-c", script, "sh"] + arguments, input: input, limit: limit, onOutput: onOutput)
        let result = try await client.execute(command)
        guard result.succeeded else {
            let words = result.errorText.trimmingCharacters(in: .whitespacesAndNewlines)
            throw VMFestError(.noSuchFile, "'\(arguments[0])' in the guest: \(words.isEmpty ? "it failed" : words)")
        }
        return result
    }
}
