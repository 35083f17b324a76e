//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBoxAPI

extension GuestFile {
    /// Asks for everything at once.
    init(_ info: FsObjInfo, name: String) async throws {
        async let type = info.getType()
        async let size = info.getObjectSize()
        async let attributes = info.getFileAttributes()
        async let owner = info.getUID()
        async let group = info.getGID()
        async let modified = info.getModificationTime()
        let kind: Kind =
            switch try await type {
            case .file: .file
            case .directory: .folder
            case .symlink: .link
            default: .other
            }
        let (user, team, time) = try await (owner, group, modified)
        self.init(
            name: name, kind: kind, size: kind == .file ? try await size : 0,
            mode: Permissions.mode(of: try await attributes), owner: user < 0 ? nil : Int(user),
            group: team < 0 ? nil : Int(team),
            modified: time > 0 ? Date(timeIntervalSince1970: Double(time) / 1e9) : nil)
    }
}
