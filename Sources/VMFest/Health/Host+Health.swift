//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

extension Host {
    /// Looks for what may be wrong with the host; it changes nothing, and reads the headers of all disks.
    ///
    /// Rests on `IHost::getProcessorFeature`, `IMachine::getSessionState`, `IMachine::findSnapshot`,
    /// `IMedium::refreshState`, `IVFSExplorer::entryList` and `IHost::getNetworkInterfaces`.
    ///
    /// - Throws: ``VMFestError`` with the codes about the host.
    public func health() async throws -> HostHealth {
        try await VMFestError.during("examine the host") {
            try await service.withVirtualBox { scope in
                async let engine = scope.executionEngine()
                async let locks = locks(in: scope)
                async let media = MediaExamination(scope: scope).unreadable()
                async let snapshots = AbandonedSnapshots(host: self, scope: scope).all()
                async let folder = scope.box.getSystemProperties().getDefaultMachineFolder()
                async let ranges = hostOnlyRanges(scope)
                async let settings = isThisComputer ? EmptySettings(scope: scope).all() : []
                async let images = ImageFiles(scope: scope).damaged()
                async let networks = NetworkCatalogue(scope: scope).networks()
                let machineFolder = try await folder
                let permitted = try await ranges
                return try await HostHealth(
                    engine: HostInfo.Engine(engine), locks: locks, unreadableMedia: media,
                    emptySettings: settings, damagedImages: images, abandonedSnapshots: snapshots,
                    machineFolder: machineFolder,
                    freeSpace: isThisComputer ? FreeSpace.at(machineFolder) : nil, hostOnlyRanges: permitted,
                    forbiddenNetworks: permitted?.forbidden(among: networks) ?? [])
            }
        }
    }

    /// Who has the locks of machines that do not run.
    private func locks(in scope: HostScope) async throws -> [LockHolder] {
        let search = LockSearch(host: self, scope: scope)
        return try await scope.box.getMachines().concurrentMap { remote -> LockHolder? in
            guard let id = UUID(uuidString: try await remote.getId()) else { return nil }
            return try await search.holder(of: Machine(host: self, id: id), remote)
        }.compactMap(\.self).filter { !$0.isRunning }.sorted { $0.name < $1.name }
    }
}
