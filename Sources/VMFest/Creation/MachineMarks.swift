//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBoxAPI

/// What VMFest notes of a machine in its extra data, so that any client knows it later: one record, as JSON.
///
/// Tags are not in it, but each under a key of its own, so that two who tag at once do not undo each other's work.
struct MachineMarks: Sendable, Hashable {
    /// The group of the machines that VMFest made.
    static let group = "/vmfest"

    /// The group of the templates that warm images consist of.
    static let templateGroup = "/vmfest-warm"

    /// The group of what is being imported and is not a machine of its name yet.
    static let importGroup = "/vmfest-import"

    /// The groups of everything that VMFest made.
    static let groups = [group, templateGroup, importGroup]

    /// The extra data's key that the record is under.
    static let key = "vmfest/machine"

    /// The UUIDs of the media that the machine was made with and that are not its own.
    var media: [String] = []

    /// The names of files in the machine's folder that VirtualBox does not know as part of it.
    var files: [String] = []

    /// The names that its folder had before it was renamed; its snapshots tell of files in there.
    var formerNames: [String] = []

    /// Whose machine it is.
    var owner: String?

    /// When it was made.
    var created: Date?

    /// When its lifetime ends; nil for one without end.
    var expires: Date?

    /// The image of the catalogue that it was made from.
    var image: String?

    /// The name of the size that it was made with.
    var size: String?

    /// Who can log in to its guest, by the image.
    var user: String?

    /// The fingerprints of the keys whose owners may log in.
    var keys: [String] = []

    /// The UUID of the run that it was made in; nil for one that was made alone.
    var run: String?

    /// The UUID of the warm template that it was cloned from; nil for a machine whose guest boots by itself.
    var template: String?

    init() {}

    /// What is noted of a machine that is made now.
    ///
    /// - Parameter time: what the host's clock says, since others will judge by that.
    init(
        _ labels: MachineLabels, _ origin: MachineOrigin, at time: Date, image: String? = nil, user: String? = nil,
        firstBoot: FirstBoot? = nil
    ) {
        let now = Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded())
        owner = labels.owner ?? MachineOwner.current
        created = now
        // In whole seconds, and never less than was asked for.
        expires = labels.lifetime.map { now.addingTimeInterval(($0 / .seconds(1)).rounded(.up)) }
        self.image = image
        self.user = user
        keys = firstBoot?.publicKeys.compactMap { try? PublicKey(line: $0).fingerprint } ?? []
        (size, run, template) = (origin.size?.name, origin.run, origin.template)
    }

    /// Reads the record of an accessible machine.
    ///
    /// One that can not be read counts as an empty one, with a warning.
    init(of machine: VirtualBoxAPI.Machine, logger: Logger) async throws {
        let text = try await machine.getExtraData(key: Self.key)
        self.init()
        guard !text.isEmpty else { return }
        do {
            self = try NoteForm.record(in: text)
        } catch {
            logger.warning(
                "a machine's record can not be read", metadata: ["record": "\(text.prefix(200))", "error": "\(error)"])
        }
    }

    /// Writes the record; its times are kept to the second.
    func write(to machine: VirtualBoxAPI.Machine) async throws {
        try await machine.setExtraData(key: Self.key, value: NoteForm.text(of: self))
    }
}

extension MachineMarks: Codable {
    private enum CodingKeys: String, CodingKey {
        case media, files, formerNames, owner, created, expires, image, size, user, keys, run, template
    }

    /// Reads the keys that are known; others are passed over, since a newer VMFest may have written them.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        media = try container.decode(.media, default: [])
        files = try container.decode(.files, default: [])
        formerNames = try container.decode(.formerNames, default: [])
        owner = try container.decodeIfPresent(String.self, forKey: .owner)
        created = try container.decodeIfPresent(Date.self, forKey: .created)
        expires = try container.decodeIfPresent(Date.self, forKey: .expires)
        image = try container.decodeIfPresent(String.self, forKey: .image)
        size = try container.decodeIfPresent(String.self, forKey: .size)
        user = try container.decodeIfPresent(String.self, forKey: .user)
        keys = try container.decode(.keys, default: [])
        run = try container.decodeIfPresent(String.self, forKey: .run)
        template = try container.decodeIfPresent(String.self, forKey: .template)
    }
}
