//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox
import VirtualBoxAPI

/// Whether there is a warm template for what is wanted.
package enum WarmFit: Sendable, Hashable {
    /// The newest that fits.
    case template(WarmTemplate)
    /// None, and why.
    case none(reason: String)
}

/// The warm templates of a host: the machines in a group of their own that have a record.
struct WarmTemplates: Sendable {
    let scope: HostScope

    /// All of them, the newest first.
    ///
    /// One whose record can not be read is passed over, with a warning.
    func all() async throws -> [WarmTemplate] {
        try await machines().compactMap { id, machine in
            machine.record.map { WarmTemplate(id: id, record: $0) }
        }.sorted { ($0.record.created, $0.id) > ($1.record.created, $1.id) }
    }

    /// A machine in the templates' group.
    struct Candidate: Sendable {
        var name: String
        /// What is noted when it is whole; nil where nothing is, or another machine's.
        var record: WarmRecord?
        /// Whether something is noted that can not be read.
        var isUnreadable = false
    }

    /// All machines in the templates' group by UUID, those that are not whole included.
    func machines() async throws -> [String: Candidate] {
        let machines = try await scope.box.getMachinesByGroups(groups: [MachineMarks.templateGroup])
        let found = try await machines.concurrentMap { machine -> (String, Candidate)? in
            do {
                async let id = machine.getId()
                async let name = machine.getName()
                async let text = machine.getExtraData(key: WarmRecord.key)
                return try await Self.candidate(id, name, noted: text)
            } catch let error as VirtualBoxError where error.code == .gone {
                return nil
            }
        }.compactMap(\.self)
        for (id, candidate) in found where candidate.isUnreadable {
            scope.service.logger.warning("a warm template's record can not be read", metadata: ["id": "\(id)"])
        }
        return Dictionary(found) { first, _ in first }
    }

    private static func candidate(_ id: String, _ name: String, noted text: String) -> (String, Candidate) {
        guard !text.isEmpty else { return (id, Candidate(name: name)) }
        guard let record = WarmRecord(text: text) else { return (id, Candidate(name: name, isUnreadable: true)) }
        return (id, Candidate(name: name, record: record.machine == id ? record : nil))
    }

    /// The newest template that a machine of an image and a spec can be cloned from, or why there is none.
    ///
    /// Name, description and forwards do not matter; the hardware, the disks and the cards do.
    func fitting(_ image: ImageInfo, _ spec: MachineSpec) async throws -> WarmFit {
        let wanted = spec.sharedByClones
        async let version = scope.box.getVersion()
        let templates = try await all().filter { $0.record.image == image.name }
        guard !templates.isEmpty else { return .none(reason: "the image '\(image.name)' is not warm in any size") }
        let current = templates.filter { $0.record.disk == image.disk }
        guard !current.isEmpty else {
            return .none(reason: "the image '\(image.name)' was made anew since it was made warm")
        }
        let here = try await version
        let usable = current.filter { $0.record.virtualBoxVersion == here }
        guard !usable.isEmpty else {
            let versions = Set(current.map(\.record.virtualBoxVersion)).sorted().joined(separator: ", ")
            return .none(reason: "it was made warm with VirtualBox \(versions), and this is \(here)")
        }
        guard let template = usable.first(where: { $0.record.spec == wanted }) else {
            let sizes = Set(usable.map(\.record.size)).sorted().joined(separator: ", ")
            return .none(reason: "it is warm with other hardware or devices only (size \(sizes))")
        }
        return .template(template)
    }

    /// Why a template will not be used any more; nil for one that will.
    func obsolescence(
        of template: WarmTemplate, among all: [WarmTemplate], _ images: [ImageInfo], version: String
    ) -> String? {
        let record = template.record
        guard let image = images.first(where: { $0.name == record.image }) else {
            return "the image '\(record.image)' that it is of is gone"
        }
        guard image.disk == record.disk else { return "the image '\(record.image)' was made anew" }
        guard version == record.virtualBoxVersion else {
            return "it was made by VirtualBox \(record.virtualBoxVersion), and this is \(version)"
        }
        let newest = all.first { $0.record.disk == record.disk && $0.record.spec == record.spec }
        return newest == template ? nil : "a newer one has taken its place"
    }

    /// The machines that were cloned from a template, by UUID.
    func clones(of template: WarmTemplate) async throws -> [String: String] {
        guard let machine = try await scope.findMachine(template.id) else { return [:] }
        let snapshot = try await machine.findSnapshot(nameOrId: template.record.snapshot)
        let disks = try await snapshot.getMachine().getMediumAttachments().filter { $0.type == .hardDisk }
        var clones: [String: String] = [:]
        for disk in disks.compactMap(\.medium) {
            clones.merge(try await DiskUsers(scope: scope).machines(of: disk)) { first, _ in first }
        }
        clones[template.id] = nil
        return clones
    }
}
