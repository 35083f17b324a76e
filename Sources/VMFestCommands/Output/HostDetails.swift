//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// A host, as `host show` gives it: its JSON is that of ``HostInfo``.
struct HostDetails: Presentable {
    var info: HostInfo

    func encode(to encoder: any Encoder) throws { try info.encode(to: encoder) }

    var identifiers: [String] { [info.virtualBox.version] }

    var text: String {
        var fields = Fields()
        let software = info.virtualBox
        fields.add("virtualbox", "\(software.version), revision \(software.revision), API \(software.apiVersion)")
        fields.add("package", software.packageType)
        fields.add("settings", software.settingsFile)
        fields.add("system", "\(info.operatingSystem) \(info.osVersion)")
        fields.add("clock", info.clock.formatted(.iso8601))
        let processors = info.processors
        fields.add("processors", "\(processors.online) of \(processors.count) on, \(processors.cores) cores")
        fields.add("model", processors.model)
        fields.add("features", processors.features.joined(separator: ", "))
        fields.add("engine", info.engine.rawValue)
        fields.add("memory", "\(info.memory), \(info.availableMemory) free")
        fields.add("interfaces", info.networkInterfaces.map(Self.line).joined(separator: "\n"))
        fields.add("internal", info.internalNetworks.joined(separator: ", "))
        fields.add("domain", info.domain)
        fields.add("dns", info.nameServers.joined(separator: ", "))
        fields.add("disc drives", info.discDrives.joined(separator: "\n"))
        fields.add(
            "drives",
            info.drives.map { "\($0.path) \(DataSize(bytes: $0.size)) \($0.model)" }.joined(separator: "\n"))
        return fields.text
    }

    private static func line(_ interface: HostInterface) -> String {
        let state = interface.isUp.map { $0 ? "up" : "down" } ?? "unknown"
        let addresses = [interface.address.map { "\($0)" }, interface.ipv6Address.map { "\($0)" }].compactMap(\.self)
        return ([interface.name, interface.kind.rawValue, state] + addresses).joined(separator: " ")
    }
}
