//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Host {
    /// The sizes that machines can be made with: the built-in ones, the smallest first, then the host's own by name.
    ///
    /// Every client of the host sees the same. Rests on `IVirtualBox::getExtraData`.
    ///
    /// - Throws: ``VMFestError`` with the codes about the host.
    public func sizes() async throws -> [Size] {
        try await VMFestError.during("list sizes") {
            try await service.withVirtualBox { scope in try await SizeCatalogue(scope).sizes() }
        }
    }

    /// The size of a name.
    ///
    /// - Throws: ``VMFestError``: `noSuchSize`, with the names that there are, and the codes about the host.
    public func size(named name: String) async throws -> Size {
        try await VMFestError.during("find the size") {
            try await service.withVirtualBox { scope in try await SizeCatalogue(scope).required(name) }
        }
    }

    /// Adds a size to the host's own.
    ///
    /// Of two programs that add one name in the same moment, one may not be told of the other, whose size it is then.
    /// Rests on `IVirtualBox::setExtraData`.
    ///
    /// - Throws: ``VMFestError``: `invalidArgument` with everything about it that the host can not make; `nameTaken`,
    ///   also for the name of a built-in size; and the codes about the host.
    public func addSize(_ size: Size) async throws {
        try await VMFestError.during("add the size", of: size.name) {
            try await service.withVirtualBox { scope in try await SizeCatalogue(scope).add(size) }
        }
    }

    /// Removes one of the host's own sizes; machines that were made with it stay as they are.
    ///
    /// - Throws: ``VMFestError``: `noSuchSize`; `invalidArgument` for a built-in one; and the codes about the host.
    public func removeSize(_ name: String) async throws {
        try await VMFestError.during("remove the size") {
            try await service.withVirtualBox { scope in try await SizeCatalogue(scope).remove(name) }
        }
    }
}
