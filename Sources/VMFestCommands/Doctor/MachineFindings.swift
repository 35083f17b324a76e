//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// What there is to say of a host's machines.
struct MachineFindings: Sendable {
    let machines: [MachineInfo]

    /// The count first, then what is wrong with some of them.
    var all: [Finding] { [count] + inaccessible + [stuck, aborted].compactMap(\.self) }

    private var count: Finding {
        let managed = machines.count { $0.isManaged }
        return .ok("machines", "\(machines.count) on the host, \(managed) of them made by VMFest")
    }

    private var inaccessible: [Finding] {
        machines.filter { $0.state == .inaccessible }.map { info in
            .warning(
                "machine", "'\(info.name)' is inaccessible: \(info.error ?? "VirtualBox does not say why")".printable,
                remedy: "repair \(info.settingsFile), or remove it: vmfest destroy \(info.machine)")
        }
    }

    private var stuck: Finding? {
        finding(of: .stuck, "stuck after an error", remedy: "vmfest power-off or reset them")
    }

    private var aborted: Finding? {
        finding(of: .aborted, "ended without being asked to", remedy: "start or destroy them; their logs say why")
    }

    /// What killed programs left, in one finding.
    static func leftovers(_ leftovers: [Leftover]) -> [Finding] {
        guard !leftovers.isEmpty else { return [] }
        let names = leftovers.map { "\($0.kind.rawValue) \($0.name)" }.joined(separator: ", ")
        return [
            .warning("leftovers", "nobody needs these any more: \(names)".printable, remedy: "vmfest gc removes them")
        ]
    }

    private func finding(of state: MachineState, _ what: String, remedy: String) -> Finding? {
        let names = machines.filter { $0.state == state }.map { "'\($0.name)'".printable }
        guard !names.isEmpty else { return nil }
        return .warning("machines", "\(what): \(names.joined(separator: ", "))", remedy: remedy)
    }
}
