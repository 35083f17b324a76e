//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Texts by key, for example extra data: their JSON is an object.
struct ValueTable: Presentable {
    /// What keys are called.
    var title: String
    var values: [String: String]

    func encode(to encoder: any Encoder) throws { try values.encode(to: encoder) }

    var identifiers: [String] { values.keys.sorted() }

    var text: String {
        var table = Table(columns: [.init(title: title), .init(title: "VALUE")])
        table.rows = values.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
        return table.text
    }
}
