//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Checks a name and a spec against a host, and finds everything that is wrong with them at once.
struct SpecValidation: Sendable {
    let scope: HostScope
    let name: String
    let spec: MachineSpec
    let hasImage: Bool

    /// What is known to be wrong already.
    var known: [SpecProblem] = []

    /// - Throws: ``VMFestError`` with `invalidSpec` and all problems.
    func run() async throws {
        let problems = try await problems()
        guard problems.isEmpty else { throw Self.failure(problems) }
    }

    /// The error that tells all problems.
    static func failure(_ problems: [SpecProblem]) -> VMFestError {
        let count = problems.count == 1 ? "a problem" : "\(problems.count) problems"
        return VMFestError(.invalidSpec, "\(count) with the spec:", problems: problems)
    }

    /// Everything that is wrong.
    func problems() async throws -> [SpecProblem] {
        var problems = known + Self.problems(withName: name)
        problems += try await ownProblems()
        problems += try await interfaceProblems()
        problems += try await hostProblems()
        problems += try await diskProblems()
        return problems
    }

    /// What is wrong with the spec wherever in the host's state it is to become a machine.
    func ownProblems() async throws -> [SpecProblem] {
        let limits = try await scope.limits(spec.platform.chipset?.remote ?? .piix3)
        return try await spec.problems(within: limits, hasImage: hasImage) + versionProblems() + osTypeProblems()
    }

    /// What is wrong with a machine's name.
    static func problems(withName name: String) -> [SpecProblem] {
        if name.isEmpty { return [SpecProblem("name", "is empty")] }
        if name.utf8.count > 200 { return [SpecProblem("name", "has more than 200 bytes")] }
        if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return [SpecProblem("name", "contains a control character")]
        }
        if !HostPath(name).isPlainName { return [SpecProblem("name", "'\(name)' can not be the name of a folder")] }
        return []
    }

    /// What this version of VirtualBox does not have.
    private func versionProblems() -> [SpecProblem] {
        MachineAttributes.rows.filter { $0.since > scope.version && $0.isSet(spec) }.map {
            SpecProblem($0.key, "needs VirtualBox \($0.since); the host has \(scope.version)")
        }
    }

    /// VirtualBox stores any name of an OS type without a word, so it is asked whether it knows this one.
    private func osTypeProblems() async throws -> [SpecProblem] {
        switch try await scope.platform(ofOSType: spec.osType) {
        case .x86?: []
        case nil:
            [SpecProblem("osType", "the host knows no guest OS type '\(spec.osType)'; Linux_64 fits most guests")]
        case let other?:
            [SpecProblem("osType", "'\(spec.osType)' is for \(other.rawValue), and VMFest makes machines for x86")]
        }
    }

    /// Whether the data disks that are named are there, and free.
    private func diskProblems() async throws -> [SpecProblem] {
        var problems: [SpecProblem] = []
        for (index, controller) in spec.storage.enumerated() {
            for case (let slot, let device?) in controller.devices.enumerated() {
                guard case .disk(let name) = device.content, ImageCatalogue.isName(name) else { continue }
                do {
                    try await DiskSearch(scope: scope).dataDisk(name).refuse(beside: "")
                } catch let error as VMFestError where !error.code.isAboutTheHost {
                    problems.append(SpecProblem("storage[\(index)].devices[\(slot)]", "'\(name)': \(error.message)"))
                }
            }
        }
        return problems
    }

    /// Whether the interfaces of the host that cards are plugged into are there.
    private func interfaceProblems() async throws -> [SpecProblem] {
        let wanted = spec.networks.enumerated().compactMap {
            slot, adapter -> (Int, String, HostNetworkInterfaceType)? in
            switch adapter.attachment {
            case .bridged(let interface): (slot, interface, .bridged)
            case .hostOnly(let interface): (slot, interface, .hostOnly)
            case .nat, .hostOnlyNetwork, .internal, .natNetwork, .generic, .none: nil
            }
        }
        guard !wanted.isEmpty else { return [] }
        let interfaces = try await scope.box.getHost().getNetworkInterfaces()
        let known = try await interfaces.concurrentMap { interface in
            async let name = interface.getName()
            async let type = interface.getInterfaceType()
            return try await (name: name, type: type)
        }
        return wanted.compactMap { slot, name, type in
            let fitting = known.filter { $0.type == type }.map(\.name)
            guard !fitting.contains(name) else { return nil }
            let choice = fitting.isEmpty ? "it has none" : "it has \(fitting.sorted().joined(separator: ", "))"
            return SpecProblem(
                "networks[\(slot)].interface",
                "the host has no \(type == .bridged ? "" : "host-only ")interface '\(name)'; \(choice)")
        }
    }
}
