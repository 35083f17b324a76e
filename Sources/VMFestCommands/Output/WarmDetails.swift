//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// A warm image, as `image warm` gives it: its JSON is that of ``WarmImage``.
struct WarmDetails: Presentable {
    var image: WarmImage

    var identifiers: [String] { [image.template.uuidString.lowercased()] }

    var text: String {
        var fields = Fields()
        fields.add("image", image.image)
        fields.add("size", image.size)
        fields.add("login", image.login)
        fields.add("created", image.created.formatted(.iso8601))
        fields.add("version", image.virtualBoxVersion)
        fields.add("template", image.template.uuidString.lowercased())
        fields.add("machines", "\(image.machines)")
        return fields.text
    }

    func encode(to encoder: any Encoder) throws {
        try image.encode(to: encoder)
    }
}
