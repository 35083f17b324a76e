//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// Images, as `image ls` gives them: their JSON is an array of ``ImageInfo``.
struct ImageTable: Presentable {
    var images: [ImageInfo]

    var identifiers: [String] { images.map(\.name) }

    var text: String {
        var table = Table(columns: [
            .init(title: "NAME"), .init(title: "OS TYPE"), .init(title: "ARCH"),
            .init(title: "DISK", isNumeric: true), .init(title: "FILE", isNumeric: true), .init(title: "CREATED"),
        ])
        table.rows = images.map { image in
            [
                image.name, image.osType, image.architecture.rawValue, Self.size(image.capacity),
                Self.size(image.fileSize), image.created.formatted(.iso8601.year().month().day()),
            ]
        }
        return table.text
    }

    func encode(to encoder: any Encoder) throws {
        try images.map { ImageDetails(image: $0) }.encode(to: encoder)
    }

    /// Bytes in whole MiB.
    static func size(_ bytes: Int64) -> String { "\((bytes + (1 << 20) - 1) >> 20) MiB" }
}
