//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// What a machine is and what it shall be, checked, with the differences.
struct UpdateDraft: Sendable {
    let configuration: MachineConfiguration
    let wanted: MachineSpec
    let edits: [Edit]

    /// Reads the machine, and checks what it shall be; what is wrong with it as it is, is no matter.
    init(
        scope: HostScope, machine: VirtualBoxAPI.Machine, _ change: @Sendable (inout MachineSpec) throws -> Void
    ) async throws {
        guard try await !machine.getGroups().contains(MachineMarks.templateGroup) else {
            throw VMFestError(
                .invalidState,
                "it is the template of a warm image, from whose state others go on; make a warm image of other hardware"
            )
        }
        configuration = try await MachineReading(scope: scope, machine: machine).configuration()
        var spec = configuration.spec
        try change(&spec)
        // What every machine has at first is not read, so that it is no difference either.
        let present = configuration.spec
        if present.hardwareUUID == nil, let id = spec.hardwareUUID?.uuidString.lowercased(),
            try await id == machine.getId().lowercased()
        {
            spec.hardwareUUID = nil
        }
        if present.snapshotFolder == nil, spec.snapshotFolder == "Snapshots" { spec.snapshotFolder = nil }
        spec.followWhatDependsOnIt(present)
        wanted = spec
        let comparison = SpecComparison(configuration.spec, spec, hasImage: configuration.image != nil)
        edits = comparison.edits()
        var problems = comparison.storageProblems()
        if !edits.isEmpty || !problems.isEmpty {
            let name = try await machine.getName()
            let hasImage = configuration.image != nil
            let found = try await SpecValidation(scope: scope, name: name, spec: spec, hasImage: hasImage).problems()
            if !found.isEmpty {
                let known = try await SpecValidation(
                    scope: scope, name: name, spec: configuration.spec, hasImage: hasImage
                ).problems()
                problems += found.filter { !known.contains($0) }
            }
        }
        guard problems.isEmpty else { throw SpecValidation.failure(problems) }
    }

    /// With other ports of the host for some forwards.
    private init(_ draft: UpdateDraft, _ wanted: MachineSpec) {
        configuration = draft.configuration
        self.wanted = wanted
        edits = SpecComparison(configuration.spec, wanted, hasImage: configuration.image != nil).edits()
    }

    /// The same with the ports that forwards got.
    func with(_ forwards: [ForwardPlace: PortForward]) -> UpdateDraft {
        var wanted = wanted
        for (place, forward) in forwards {
            guard case .nat(var all) = wanted.networks[place.card].attachment else { continue }
            all[place.index] = forward
            wanted.networks[place.card].attachment = .nat(forwards: all)
        }
        return UpdateDraft(self, wanted)
    }
}

/// Why a machine is not changed.
enum UpdateRefusal {
    /// Something can not be changed in the state that the machine is in.
    static func needsState(_ changes: [MachineChange], _ state: MachineState) -> VMFestError {
        let keys = changes.map(\.key).joined(separator: ", ")
        let need = changes.allSatisfy { $0.when == .running } ? "only once it runs, or is off" : "only while it is off"
        let (reason, remedy) =
            switch state {
            case .saved: ("its state is saved", "; start it to go on from there, or give the state up")
            case .paused: ("it is paused", "")
            default: ("it runs", "")
            }
        return VMFestError(
            .invalidState, "nothing was changed: \(reason), and \(keys) can be changed \(need)\(remedy)")
    }
}
