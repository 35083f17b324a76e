//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension MachineSpec {
    func bandwidthProblems() -> [SpecProblem] {
        var problems: [SpecProblem] = []
        for (index, group) in bandwidthGroups.enumerated() {
            let place = "bandwidthGroups[\(index)].name"
            if group.name.isEmpty { problems.append(SpecProblem(place, "is empty")) }
            if bandwidthGroups[..<index].contains(where: { $0.name == group.name }) {
                problems.append(SpecProblem(place, "'\(group.name)' is the name of another group"))
            }
        }
        for (slot, adapter) in networks.enumerated() {
            problems += groupProblem(adapter.bandwidthGroup, .network, "networks[\(slot)]")
        }
        for (index, controller) in storage.enumerated() {
            for (slot, device) in controller.devices.enumerated() {
                problems += groupProblem(device?.bandwidthGroup, .disk, "storage[\(index)].devices[\(slot)]")
            }
        }
        return problems
    }

    private func groupProblem(_ name: String?, _ kind: BandwidthGroup.Kind, _ place: String) -> [SpecProblem] {
        guard let name, !name.isEmpty else { return [] }
        let place = "\(place).bandwidthGroup"
        guard let group = bandwidthGroups.first(where: { $0.name == name }) else {
            return [SpecProblem(place, "there is no group '\(name)' in bandwidthGroups")]
        }
        guard group.kind != kind else { return [] }
        return [SpecProblem(place, "the group '\(name)' is one of kind \(group.kind.rawValue), not \(kind.rawValue)")]
    }
}
