//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// Guest OS types, as `host os-types` gives them: their JSON is an array of ``OSType``.
struct OSTypeTable: Presentable {
    var types: [OSType]

    func encode(to encoder: any Encoder) throws { try types.encode(to: encoder) }

    var identifiers: [String] { types.map(\.id) }

    var text: String {
        var table = Table(columns: [
            .init(title: "ID"), .init(title: "FAMILY"), .init(title: "BITS", isNumeric: true),
            .init(title: "MEMORY", isNumeric: true), .init(title: "DISK", isNumeric: true),
            .init(title: "DESCRIPTION"),
        ])
        table.rows = types.map { type in
            [
                type.id, type.family, type.is64Bit ? "64" : "32", "\(DataSize.mebibytes(type.recommended.memoryMiB))",
                "\(DataSize(bytes: type.recommended.diskSize))", type.description,
            ]
        }
        return table.text
    }
}
