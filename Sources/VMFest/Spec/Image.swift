//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

/// What a new machine's own disk is based on.
public struct Image: Sendable, Hashable {
    private enum Reference: Sendable, Hashable {
        case path(String)
        case name(String)
    }

    private let reference: Reference

    /// A disk file in any format that VirtualBox reads: VDI, VMDK, VHD, QCOW2 and others.
    ///
    /// The path is absolute and that of the VirtualBox host.
    ///
    /// The file is never written: each machine writes to a differencing disk of its own. While machines are based on
    /// it, VirtualBox has it registered as immutable.
    public static func file(_ path: String) -> Self { Self(reference: .path(path)) }

    /// An image of the host's catalogue; see ``Host/importImage(_:from:sha256:_:limit:)``.
    public static func named(_ name: String) -> Self { Self(reference: .name(name)) }

    /// The name in the catalogue; nil for a file.
    var name: String? {
        switch reference {
        case .path: nil
        case .name(let name): name
        }
    }

    /// What the catalogue knows of it.
    ///
    /// - Throws: ``VMFestError`` with `noSuchImage`, or `notSupported` for an image of another kind of processor.
    func resolved(in scope: HostScope) async throws -> BootImage {
        switch reference {
        case .path(let path): return BootImage(path: path, info: nil)
        case .name(let name):
            let info = try await ImageCatalogue(scope).required(name)
            try info.checkArchitecture(try await scope.platforms())
            return BootImage(path: info.path, info: info)
        }
    }
}
