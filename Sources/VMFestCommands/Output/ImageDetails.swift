//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// All that is known of an image: the keys of ``ImageInfo``, with the time as text.
struct ImageDetails: Presentable {
    var image: ImageInfo
    var warm: [WarmImage] = []

    private enum CodingKeys: String, CodingKey {
        case warm
    }

    var identifiers: [String] { [image.name] }

    var text: String {
        var fields = Fields()
        fields.add("name", image.name)
        fields.add("os type", image.osType)
        fields.add("arch", image.architecture.rawValue)
        fields.add("firmware", image.firmware.rawValue)
        fields.add("user", image.user ?? "")
        fields.add("description", image.description)
        fields.add("disk size", ImageTable.size(image.capacity))
        fields.add("min disk", image.minimumDisk.map(ImageTable.size) ?? "")
        fields.add("size", image.size ?? "")
        fields.add("warm", warm.map(\.size).joined(separator: ", "))
        fields.add("source", image.source)
        fields.add("sha256", image.sha256 ?? "")
        fields.add("created", image.created.formatted(.iso8601))
        fields.add("disk", image.disk.uuidString.lowercased())
        fields.add("path", image.path)
        fields.add("file size", ImageTable.size(image.fileSize))
        return fields.text
    }

    func encode(to encoder: any Encoder) throws {
        try image.encode(to: encoder)
        guard !warm.isEmpty else { return }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(warm, forKey: .warm)
    }
}
