//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// What a folder of a guest holds, as `fs ls` gives it: its JSON is an array of ``GuestFile``.
struct FileTable: Presentable {
    var files: [GuestFile]

    func encode(to encoder: any Encoder) throws { try files.encode(to: encoder) }

    var identifiers: [String] { files.map(\.name) }

    var text: String {
        var table = Table(columns: [
            .init(title: "NAME"), .init(title: "KIND"), .init(title: "SIZE", isNumeric: true), .init(title: "MODE"),
            .init(title: "OWNER"), .init(title: "MODIFIED"),
        ])
        table.rows = files.map { file in
            [
                file.name, file.kind.rawValue, file.kind == .file ? "\(file.size)" : "", file.modeText, file.owners,
                file.modified?.formatted(.iso8601) ?? "",
            ]
        }
        return table.text
    }
}

/// A file of a guest, as `fs stat` gives it: the keys of ``GuestFile`` and, for a link, `target`.
struct FileDetails: Presentable {
    var path: String
    var file: GuestFile
    var target: String?

    private enum CodingKeys: String, CodingKey {
        case target
    }

    func encode(to encoder: any Encoder) throws {
        try file.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(target, forKey: .target)
    }

    var identifiers: [String] { [path] }

    var text: String {
        var fields = Fields()
        fields.add("path", path)
        fields.add("kind", file.kind.rawValue)
        fields.add("target", target ?? "")
        if file.kind == .file { fields.add("size", "\(file.size)") }
        fields.add("mode", file.modeText)
        fields.add("owner", file.owners)
        fields.add("modified", file.modified?.formatted(.iso8601) ?? "")
        return fields.text
    }
}

extension GuestFile {
    /// The permissions in octal digits.
    fileprivate var modeText: String {
        guard let mode else { return "" }
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The numbers of user and group.
    fileprivate var owners: String {
        owner.map { owner in group.map { "\(owner):\($0)" } ?? "\(owner)" } ?? ""
    }
}
