//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// How a command reaches the files of a guest.
struct GuestFilesOptions: ParsableArguments {
    @Option(help: .timeLimit("How long it may take. Default: no limit."))
    var timeout: TimeLimit?

    @OptionGroup var guest: GuestOptions

    @OptionGroup var store: KeyStoreOptions

    /// Finds the host and a machine on it and lends the files of its guest to work, with a progress line.
    func withFiles<Value: Sendable>(
        of name: String, on host: HostOptions, _ action: String,
        _ work: @escaping @Sendable (GuestFileSystem) async throws -> Value
    ) async throws -> Value {
        let (guest, keys, limit) = (guest, store.store, timeout?.duration)
        return try await host.withMachine(name, action) { machine in
            let login = try await guest.login(to: machine, keys: keys)
            return try await machine.withGuestFiles(login, via: guest.via, within: limit, work)
        }
    }

    /// Does something with each of some paths of one guest; a failure does not stop the others.
    func each(
        _ paths: [GuestPath], on host: HostOptions, _ action: String,
        _ work: @escaping @Sendable (GuestFileSystem, String) async throws -> Void
    ) async throws {
        let machine = try GuestPath.machine(of: paths)
        let outcomes = try await withFiles(of: machine, on: host, action) { files in
            var outcomes: [ExitStatus] = []
            for path in paths {
                outcomes.append(
                    await ExitStatus.of(path.text) {
                        do { try await work(files, path.path) } catch { throw error.about(machine) }
                    })
            }
            return outcomes
        }
        try ExitStatus.end(after: outcomes)
    }
}
