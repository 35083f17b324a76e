//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// Disks for people and programs.
struct DiskTable: Presentable {
    var disks: [DiskInfo]

    var identifiers: [String] { disks.map { $0.disk.description } }

    var text: String {
        var table = Table(columns: [
            .init(title: "NAME"), .init(title: "SIZE", isNumeric: true), .init(title: "FILE", isNumeric: true),
            .init(title: "FORMAT"), .init(title: "TYPE"), .init(title: "STATE"), .init(title: "MACHINES"),
        ])
        table.rows = disks.map { info in
            [
                info.name, ImageTable.size(info.capacity.bytes), ImageTable.size(info.fileSize.bytes), info.form,
                info.type?.rawValue ?? "", info.state.rawValue,
                info.image.map { "image \($0)" } ?? info.users.filter(\.isDirect).map(\.name).joined(separator: ", "),
            ]
        }
        return table.text
    }

    func encode(to encoder: any Encoder) throws {
        try disks.encode(to: encoder)
    }
}

/// A disk for people and programs.
struct DiskDetails: Presentable {
    var info: DiskInfo

    var identifiers: [String] { [info.disk.description] }

    var text: String {
        var fields = Fields()
        fields.add("name", info.name)
        fields.add("id", info.disk.description)
        fields.add("path", info.path)
        fields.add("format", info.form)
        fields.add("encrypted", info.passwordID.map { "yes; its password's name is \($0)" } ?? "")
        fields.add("type", info.type?.rawValue ?? "")
        fields.add("size", ImageTable.size(info.capacity.bytes))
        fields.add("file size", ImageTable.size(info.fileSize.bytes))
        fields.add("state", info.state.rawValue)
        fields.add("error", info.error ?? "")
        fields.add("machines", info.users.map(\.text).joined(separator: "\n"))
        fields.add("based on", info.parent?.uuidString.lowercased() ?? "")
        fields.add("base of", info.children.map { $0.uuidString.lowercased() }.joined(separator: "\n"))
        fields.add("image", info.image ?? "")
        fields.add("managed", info.isManaged ? "yes" : "no")
        fields.add("created", info.created?.formatted(.iso8601) ?? "")
        return fields.text
    }

    func encode(to encoder: any Encoder) throws {
        try info.encode(to: encoder)
    }
}

extension DiskInfo {
    /// The format, with whether it is fixed and encrypted.
    fileprivate var form: String {
        guard !format.isEmpty else { return "" }
        let words = [format] + (isFixed ? ["fixed"] : []) + (passwordID == nil ? [] : ["encrypted"])
        return words.joined(separator: ", ")
    }
}

extension DiskInfo.User {
    /// The machine's name, with how it has the disk.
    fileprivate var text: String {
        switch (isAttached, isDirect) {
        case (true, true): name
        case (true, false): "\(name) (by a disk that is based on it)"
        case (false, _): "\(name) (in snapshots)"
        }
    }
}
