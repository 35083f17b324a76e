//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// What is noted of a warm template, as JSON in its extra data; it is written when the template is whole.
struct WarmRecord: Sendable, Hashable, Codable {
    /// The extra data's key that it is under.
    static let key = "vmfest/warm"

    /// The UUID of the template: a clone has the template's notes for a moment, and is none.
    var machine = ""

    /// The name of the image.
    var image: String

    /// The UUID of the image's base disk: an image of the same name that was made anew has another one.
    var disk: UUID

    /// The name of the size.
    var size: String

    /// The hardware and the devices, without what each clone has of its own.
    var spec: MachineSpec

    /// The hardware addresses that the guest booted with, card by card, as guests write them.
    var cards: [String] = []

    /// The user of the guest who gets the keys.
    var login: String

    /// The VirtualBox that made it; a saved state is good for that one.
    var virtualBoxVersion: String

    /// The UUID of the snapshot that clones are made of.
    var snapshot = ""

    /// When it was made.
    var created: Date

    /// Reads the record; nil for one that can not be read.
    init?(text: String) {
        guard let record = try? NoteForm.record(Self.self, in: text) else { return nil }
        self = record
    }

    init(
        image: ImageInfo, size: String, spec: MachineSpec, login: String, virtualBoxVersion: String
    ) {
        self.image = image.name
        disk = image.disk
        self.size = size
        self.spec = spec.sharedByClones
        self.login = login
        self.virtualBoxVersion = virtualBoxVersion
        created = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded())
    }

    /// The record as it is written.
    func text() throws -> String { try NoteForm.text(of: self) }
}

/// A warm template: a machine with a snapshot of its running guest, from which clones go on.
package struct WarmTemplate: Sendable, Hashable {
    /// The machine's UUID.
    package var id: String

    var record: WarmRecord
}

extension MachineSpec {
    /// What all clones of a template have in common: neither texts for people nor forwards nor hardware addresses.
    var sharedByClones: MachineSpec {
        var spec = withoutForwards
        spec.description = ""
        for slot in spec.networks.indices { spec.networks[slot].macAddress = nil }
        return spec
    }

    /// The same spec without forwards.
    var withoutForwards: MachineSpec {
        var spec = self
        for slot in spec.networks.indices {
            guard case .nat = spec.networks[slot].attachment else { continue }
            spec.networks[slot].attachment = .nat(forwards: [])
        }
        return spec
    }
}
