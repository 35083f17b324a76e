//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

// Folders that are shared only for as long as a machine runs; those that it keeps are in its spec.
extension Machine {
    /// The folders that are shared with the machine until it is switched off, by name.
    ///
    /// Those of its spec are not among them. Rests on `IConsole::sharedFolders`.
    ///
    /// - Parameter limit: how long it may take, the wait for a lock that somebody else holds included.
    /// - Throws: ``VMFestError``: `invalidState` for a machine that neither runs nor is paused; `noSuchMachine`;
    ///   `inaccessible`; `locked`; and the codes about the host.
    public func transientFolders(within limit: Duration = .seconds(30)) async throws -> [SharedFolder] {
        try await onFolders("list the shared folders", within: limit) { console in
            try await Self.folders(of: console).sorted { $0.name < $1.name }
        }
    }

    /// Shares a folder of the host with the machine's guest until the machine is switched off; that it is shared so already is
    /// success.
    ///
    /// A guest with Guest Additions can mount it at once. Saving the machine's state forgets it, too. Rests on
    /// `IConsole::createSharedFolder`.
    ///
    /// - Parameters:
    ///   - folder: which one, and how. One of the same name in the machine's spec is hidden by it meanwhile.
    ///   - limit: how long it may take, the wait for a lock that somebody else holds included.
    /// - Throws: ``VMFestError``: `inUse` when another folder is shared under the name; `invalidArgument` for an empty name, or a
    ///   path that is not absolute; `failed` for a folder that the host does not have; and as ``transientFolders(within:)``.
    public func shareFolder(_ folder: SharedFolder, within limit: Duration = .seconds(30)) async throws {
        try await onFolders("share the folder", within: limit) { console in
            guard !folder.name.isEmpty else { throw VMFestError(.invalidArgument, "the name of the folder is empty") }
            guard HostPath(folder.path).isAbsolute else {
                throw VMFestError(.invalidArgument, "'\(folder.path)' is not an absolute path of the host")
            }
            if let present = try await Self.folders(of: console).first(where: { $0.name == folder.name }) {
                guard present != folder else { return }
                throw VMFestError(
                    .inUse, "'\(folder.name)' is shared already, as \(present.words); take that away first")
            }
            try await console.createSharedFolder(
                name: folder.name, hostPath: folder.path, writable: folder.writable, automount: folder.automount,
                autoMountPoint: folder.mountPoint)
        }
    }

    /// No longer shares a folder that was shared until the machine is switched off; that there is none of the name is success.
    ///
    /// Rests on `IConsole::removeSharedFolder`.
    ///
    /// - Parameters:
    ///   - name: the name that it is shared under. One of the machine's spec stays, see
    ///     ``update(_:diskPasswords:within:_:)``.
    ///   - limit: how long it may take, the wait for a lock that somebody else holds included.
    /// - Throws: ``VMFestError`` as ``transientFolders(within:)``.
    public func unshareFolder(_ name: String, within limit: Duration = .seconds(30)) async throws {
        try await onFolders("no longer share the folder", within: limit) { console in
            guard try await Self.folders(of: console).contains(where: { $0.name == name }) else { return }
            try await console.removeSharedFolder(name: name)
        }
    }

    private func onFolders<Value: Sendable>(
        _ action: String, within limit: Duration, _ work: @Sendable (Console) async throws -> Value
    ) async throws -> Value {
        try await VMFestError.during(action, of: key) {
            try await Turnstile.shared.withTurn(key) {
                try await withConsole(in: [.running, .paused], until: .within(limit), work)
            }
        }
    }

    private static func folders(of console: Console) async throws -> [SharedFolder] {
        try await console.getSharedFolders().concurrentMap { try await SharedFolder($0) }
    }
}

extension SharedFolder {
    /// Reads one of VirtualBox's.
    init(_ folder: VirtualBoxAPI.SharedFolder) async throws {
        async let name = folder.getName()
        async let path = folder.getHostPath()
        async let writable = folder.getWritable()
        async let automount = folder.getAutoMount()
        async let mountPoint = folder.getAutoMountPoint()
        try await self.init(
            name: name, path: path, writable: writable, automount: automount, mountPoint: mountPoint)
    }
}
