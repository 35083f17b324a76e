//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// What is in an appliance, for `vmfest import --dry-run`.
struct ApplianceDetails: Presentable {
    var appliance: Appliance

    var identifiers: [String] { [appliance.name] }

    var text: String {
        var fields = Fields()
        fields.add("name", appliance.name)
        fields.add("os type", appliance.osType)
        fields.add("cpus", appliance.cpus.map(String.init) ?? "")
        fields.add("memory", appliance.memory?.description ?? "")
        fields.add("description", appliance.description)
        fields.add("product", appliance.product)
        fields.add("vendor", appliance.vendor)
        fields.add("version", appliance.version)
        let disks = appliance.disks.map { disk in
            disk.file + (disk.capacity.map { " (\(ImageTable.size($0)))" } ?? "")
        }
        fields.add("disks", disks.joined(separator: "\n"))
        fields.add("licence", appliance.license ?? "")
        fields.add("warnings", appliance.warnings.joined(separator: "\n"))
        return fields.text
    }

    func encode(to encoder: any Encoder) throws {
        try appliance.encode(to: encoder)
    }
}
