//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Host {
    /// All extra data of the host: what VirtualBox, its windows, VMFest and others noted, by key.
    ///
    /// VMFest's own notes are among it, below `vmfest/`. Rests on `IVirtualBox::getExtraDataKeys`.
    ///
    /// - Throws: ``VMFestError`` with the codes about the host.
    public func extraData() async throws -> [String: String] {
        try await VMFestError.during("read extra data") {
            try await service.withVirtualBox { scope in
                try await ExtraData.pairs(scope.box.getExtraDataKeys()) { try await scope.box.getExtraData(key: $0) }
            }
        }
    }

    /// The value of a key of the host's extra data; nil where it is not set.
    ///
    /// Rests on `IVirtualBox::getExtraData`.
    ///
    /// - Throws: ``VMFestError`` with the codes about the host.
    public func extraData(_ key: String) async throws -> String? {
        try await VMFestError.during("read extra data") {
            try await service.withVirtualBox { scope in
                let value = try await scope.box.getExtraData(key: key)
                return value.isEmpty ? nil : value
            }
        }
    }

    /// Sets a key of the host's extra data; nil removes it, and that it is not there is no failure.
    ///
    /// Rests on `IVirtualBox::setExtraData`.
    ///
    /// - Throws: ``VMFestError``: `invalidArgument` for an empty key or value, for a character that XML does not know, and
    ///   for a key below `vmfest/`, which VMFest's verbs write; and the codes about the host.
    public func setExtraData(_ key: String, _ value: String?) async throws {
        try await VMFestError.during("set extra data") {
            try ExtraData.check(key, value)
            try await service.withVirtualBox(repeatable: true) { scope in
                try await HostRoom(scope: scope).require()
                try await scope.box.setExtraData(key: key, value: value ?? "")
            }
        }
    }
}
