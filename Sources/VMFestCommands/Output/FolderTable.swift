//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// Shared folders, as `share` gives them: their JSON is an array of ``SharedFolder``.
struct FolderTable: Presentable {
    var folders: [SharedFolder]

    var identifiers: [String] { folders.map(\.name) }

    var text: String {
        var table = Table(columns: [.init(title: "NAME"), .init(title: "PATH"), .init(title: "WRITABLE")])
        table.rows = folders.map { [$0.name, $0.path, $0.writable ? "yes" : "no"] }
        return table.text
    }

    func encode(to encoder: any Encoder) throws {
        try folders.encode(to: encoder)
    }
}
