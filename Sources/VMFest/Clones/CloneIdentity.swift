//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// What makes a clone a machine of its own: its marks, its tags, its ports of the host, its files.
struct CloneIdentity: Sendable {
    let scope: HostScope

    /// The clone's UUID.
    let key: String

    /// The clone's folder.
    let folder: HostPath
    private let marks: MachineMarks
    private let tags: [String: String]

    /// The folder of the machine that it was made of.
    private let original: HostPath
    private let serialFiles: SerialFiles

    init(
        scope: HostScope, key: String, folder: HostPath, labels: MachineLabels, source: VirtualBoxAPI.Machine
    ) async throws {
        self.scope = scope
        self.key = key
        self.folder = folder
        tags = labels.tags
        original = HostPath(try await source.getSettingsFilePath()).folder
        let known = try await MachineMarks(of: source, logger: scope.service.logger)
        serialFiles = SerialFiles(scope: scope, folder: original, formerNames: known.formerNames)
        var marks = MachineMarks(
            labels, MachineOrigin(), at: try await scope.now(), image: known.image, user: known.user)
        (marks.size, marks.keys, marks.media) = (known.size, known.keys, known.media)
        marks.files = known.files.filter { $0 != FirstBoot.file }
        self.marks = marks
    }

    /// Changes the locked clone.
    ///
    /// A machine whose state is saved takes no disc out of a drive. So the state is given up, its file kept, and adopted
    /// again.
    func apply(to clone: VirtualBoxAPI.Machine) async throws {
        let isSaved = try await MachinePhase(clone.getState()) == .saved
        let state = isSaved ? try await clone.getStateFilePath() : ""
        if isSaved { try await clone.discardSavedState(fRemoveFile: false) }
        try await ejectDiscs(of: clone)
        if !isSaved { try await leaveDataDisks(of: clone) }
        try await serialFiles.move(of: clone, to: folder)
        try await clone.setGroups([MachineMarks.group])
        for note in try await clone.noteKeys() { try await clone.setExtraData(key: note, value: "") }
        try await marks.write(to: clone)
        for (key, value) in tags { try await clone.setTag(key, value) }
        // The original has its own ports of the host.
        try await ForwardRenewal(scope: scope, machine: clone, key: key, keepsPorts: false).run()
        try await clone.saveSettings()
        if isSaved { try await clone.adoptSavedState(savedStateFile: state) }
    }

    /// Takes discs out that are the original's own, such as that for its first boot: they go with it.
    private func ejectDiscs(of clone: VirtualBoxAPI.Machine) async throws {
        for attachment in try await clone.getMediumAttachments() where attachment.type != .hardDisk {
            guard let medium = attachment.medium, HostPath(try await medium.getLocation()).isInside(original) else {
                continue
            }
            try await clone.unmountMedium(
                name: attachment.controller, controllerPort: attachment.port, device: attachment.device, force: false)
        }
    }

    /// Leaves the data disks that one machine can have to the original; a linked clone would be attached to them, too.
    private func leaveDataDisks(of clone: VirtualBoxAPI.Machine) async throws {
        let records = try await DiskCatalogue(scope).records()
        guard !records.isEmpty else { return }
        for attachment in try await clone.getMediumAttachments() where attachment.type == .hardDisk {
            guard let medium = attachment.medium, let record = records[try await medium.getId()],
                [.writeThrough, .normal].contains(record.type)
            else { continue }
            try await clone.detachDevice(
                name: attachment.controller, controllerPort: attachment.port, device: attachment.device)
        }
    }
}
