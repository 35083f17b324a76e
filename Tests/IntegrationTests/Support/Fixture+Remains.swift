//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest
import VirtualBox
import VirtualBoxAPI

extension Fixture {
    /// Everything of VMFest's that is on a host: machines, disks that VirtualBox knows, notes, and the paths of files, but
    /// for what changes when something is looked at.
    ///
    /// - Parameter path: that of an image's base disk, or of anything else two folders below the host's folder of machines.
    func remains(beside path: String) async throws -> Set<String> {
        var remains = Set(try await host.machines(.all).map { "machine \($0)" })
        remains.formUnion(try await media().map { "medium \($0)" })
        let folder = URL(filePath: path).deletingLastPathComponent().deletingLastPathComponent().path
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        let disks = files.filter { file in
            file.hasPrefix("vmfest") && file.contains(".")
                && [".vbox", ".vbox-prev"].allSatisfy { !file.hasSuffix($0) }
        }
        remains.formUnion(disks.map { "\(folder)/\($0)" }.filter { !$0.hasSuffix("/") && isFile($0) })
        let settings = files.filter { $0.hasPrefix("vmfest") && $0.hasSuffix(".vbox") }
        remains.formUnion(settings.map { "settings \($0)" })
        let keys = try await WebService(.init(url: host.url)).withVirtualBox { scope in
            try await scope.box.getExtraDataKeys().filter { $0.hasPrefix("vmfest/") }
        }
        return remains.union(keys.map { "note \($0)" })
    }

    private func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }
}
