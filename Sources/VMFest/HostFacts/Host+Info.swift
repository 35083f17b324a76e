//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Host {
    /// What there is to know of the host: its VirtualBox, processors, memory, network interfaces and drives.
    ///
    /// All is asked at once. Rests on `IVirtualBox::getHost` and `IHost`.
    ///
    /// - Throws: ``VMFestError`` with the codes about the host.
    public func info() async throws -> HostInfo {
        try await VMFestError.during("show the host") {
            try await service.withVirtualBox { scope in try await HostFacts(scope).info() }
        }
    }

    /// The guest OS types that the host knows, which ``MachineSpec/osType`` names, with what VirtualBox recommends for
    /// each.
    ///
    /// Rests on `IVirtualBox::getGuestOSTypes`.
    ///
    /// - Parameter family: only those of this family, for example `Linux`; large and small letters are the same.
    /// - Returns: by family, then by description.
    /// - Throws: ``VMFestError``: `invalidArgument` for a family that the host does not know, with those that it does; and
    ///   the codes about the host.
    public func osTypes(family: String? = nil) async throws -> [OSType] {
        try await VMFestError.during("list guest OS types") {
            let types = try await service.withVirtualBox { scope in try await scope.box.getGuestOSTypes() }
                .map { OSType($0) }
            let chosen = types.filter { type in family.map { type.family.lowercased() == $0.lowercased() } ?? true }
            if let family, chosen.isEmpty {
                let families = Set(types.map(\.family)).sorted().joined(separator: ", ")
                throw VMFestError(.invalidArgument, "there is no family '\(family)'; the families are \(families)")
            }
            return chosen.sorted { ($0.family, $0.description, $0.id) < ($1.family, $1.description, $1.id) }
        }
    }
}
