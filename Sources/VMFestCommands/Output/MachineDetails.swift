//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// All that is known of a machine: the keys of ``MachineInfo``, `addresses` and, while it runs, `guestAdditions`.
struct MachineDetails: Presentable {
    var info: MachineInfo
    var addresses: [String]
    var additions: GuestAdditions?

    private enum CodingKeys: String, CodingKey {
        case addresses, guestAdditions
    }

    var identifiers: [String] { [info.machine.description] }

    var text: String {
        var fields = Fields()
        fields.add("name", info.name)
        fields.add("id", info.machine.description)
        fields.add("state", info.state.rawValue)
        fields.add("error", info.error ?? "")
        if info.state != .inaccessible {
            fields.add("cpus", "\(info.cpus)")
            fields.add("memory", "\(info.memory)")
        }
        fields.add("addresses", addresses.joined(separator: ", "))
        fields.add("additions", additions?.line ?? "")
        fields.add("guest os", additions?.system ?? "")
        fields.add("os type", info.osType)
        fields.add("description", info.description)
        fields.add("tags", info.tagList)
        fields.add("owner", info.owner ?? "")
        fields.add("image", info.image ?? "")
        fields.add("size", info.size ?? "")
        fields.add("start", info.start?.rawValue ?? "")
        fields.add("user", info.user ?? "")
        fields.add("created", info.created.map { $0.formatted(.iso8601) } ?? "")
        fields.add("expires", info.expires.map { $0.formatted(.iso8601) } ?? "")
        fields.add("managed", info.isManaged ? "yes" : "no")
        fields.add("host", info.machine.host.url)
        fields.add("settings", info.settingsFile)
        return fields.text
    }

    func encode(to encoder: any Encoder) throws {
        try info.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(addresses, forKey: .addresses)
        try container.encodeIfPresent(additions, forKey: .guestAdditions)
    }
}

extension GuestAdditions {
    /// Their version and run level, and what is wrong with any of their parts.
    fileprivate var line: String {
        guard areUp else { return "" }
        let name = [version ?? "", revision.map { "r\($0)" } ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        let broken = facilities.filter { $0.status == .failed }.map { "\($0.name) failed" }
        return ([name, runLevel.rawValue].filter { !$0.isEmpty } + broken).joined(separator: ", ")
    }

    /// The guest's operating system, as they tell it.
    fileprivate var system: String {
        let name = [product, release].compactMap(\.self).joined(separator: " ")
        return [name, osType ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
