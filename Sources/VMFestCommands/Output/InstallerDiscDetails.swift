//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// What is on an installer's disc: the keys of ``InstallerDisc``.
struct InstallerDiscDetails: Presentable {
    var disc: InstallerDisc

    func encode(to encoder: any Encoder) throws { try disc.encode(to: encoder) }

    var identifiers: [String] { [disc.osType] }

    var text: String {
        var fields = Fields()
        fields.add("os type", disc.osType)
        fields.add("flavor", disc.flavor ?? "")
        fields.add("version", disc.version ?? "")
        fields.add("languages", disc.languages.joined(separator: ", "))
        fields.add("supported", disc.isSupported ? "yes" : "no")
        return fields.text
    }
}
