//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation
import VirtualBox

extension Machine {
    /// Copies a file, or a folder with all that is in it, from this computer into the guest.
    ///
    /// A folder that is there at the target gets the copy inside. Each file takes its place in one step, with the
    /// permissions that it has here; symbolic links are followed. Large files are never held in memory. How far it is,
    /// ``Activity/observe(_:during:)`` is told.
    ///
    /// Rests on `IGuestSession::fileOpen` and `IFile::write`, or on the program `ssh` of this computer.
    ///
    /// - Parameters:
    ///   - source: a path on this computer.
    ///   - target: a path in the guest; its folder must be there.
    ///   - login: as whom.
    ///   - access: how the guest is reached.
    ///   - limit: how long it may take; nil is without limit.
    /// - Throws: ``VMFestError``: `noSuchFile`, and as ``execute(_:login:via:input:environment:in:within:keeping:onOutput:)``.
    public func copy(
        from source: URL, to target: String, login: GuestLogin, via access: GuestAccess = .automatic,
        within limit: Duration? = nil
    ) async throws {
        try await copy(login, access, .within(limit)) { try await $0.copyIn(source, to: target) }
    }

    /// Copies a file, or a folder with all that is in it, from the guest to this computer: all of it, or nothing.
    ///
    /// A folder that is there at the target gets the copy inside; a file that is there is replaced, a folder never. It
    /// takes its place in one step when it is whole, with the permissions that it has in the guest. What is neither file
    /// nor folder is left out of a folder. Names that would lead out of the target are refused.
    ///
    /// Rests on `IGuestSession::fileOpen` and `IFile::read`, or on the program `ssh` of this computer.
    ///
    /// - Parameters:
    ///   - source: a path in the guest.
    ///   - target: a path on this computer; its folder must be there.
    ///   - login: as whom.
    ///   - access: how the guest is reached.
    ///   - limit: how long it may take; nil is without limit.
    /// - Throws: ``VMFestError``: `noSuchFile`, and as ``execute(_:login:via:input:environment:in:within:keeping:onOutput:)``.
    public func copy(
        fromGuest source: String, to target: URL, login: GuestLogin, via access: GuestAccess = .automatic,
        within limit: Duration? = nil
    ) async throws {
        try await copy(login, access, .within(limit)) { try await $0.copyOut(source, to: target) }
    }

    private func copy(
        _ login: GuestLogin, _ access: GuestAccess, _ deadline: Deadline,
        _ work: @escaping @Sendable (GuestCopy) async throws -> Void
    ) async throws {
        try await VMFestError.during("copy", of: key) {
            try await deadline.limit {
                try await withWay(in: access, login, deadline) { control in
                    try await work(GuestCopy(control))
                } ssh: { client in
                    try await work(GuestCopy(SSHFiles(client: client)))
                }
            }
        }
    }
}
