//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox
import VirtualBoxAPI

/// The images that a host knows: a record for each in VirtualBox's own extra data, so that all clients see the same.
///
/// An image is there when its record is; writing it is the last step of making one, and removing it the first of
/// removing one. The base disk is in one folder, under the image's name: its file can be made once only, so of two who
/// make an image of one name at the same time one succeeds.
struct ImageCatalogue: Sendable {
    let scope: HostScope

    init(_ scope: HostScope) {
        self.scope = scope
    }

    /// All records, by name.
    ///
    /// One that can not be read is passed over, with a warning.
    func records() async throws -> [ImageInfo] {
        let keys = try await scope.box.getExtraDataKeys().filter { $0.hasPrefix(Self.prefix) }
        let texts = try await keys.concurrentMap { [scope] key in (key, try await scope.box.getExtraData(key: key)) }
        return texts.compactMap { key, text in
            if let record = Self.decoded(text) { return record }
            if !text.isEmpty {
                scope.service.logger.warning("an image's record can not be read", metadata: ["key": "\(key)"])
            }
            return nil
        }.sorted { $0.name < $1.name }
    }

    /// The record of a name; nil where there is no such image.
    func record(_ name: String) async throws -> ImageInfo? {
        let text = try await scope.box.getExtraData(key: Self.prefix + name)
        guard !text.isEmpty else { return nil }
        guard let record = Self.decoded(text) else {
            throw VMFestError(.badImage, "the record of the image '\(name)' can not be read: \(text.prefix(200))")
        }
        return record
    }

    /// The record of a name that must be there.
    func required(_ name: String) async throws -> ImageInfo {
        try Self.check(name)
        guard let record = try await record(name) else {
            throw VMFestError(.noSuchImage, "the catalogue of \(scope.service.configuration.url) has no such image")
        }
        return record
    }

    /// Makes an image visible.
    func write(_ record: ImageInfo) async throws {
        try await scope.box.setExtraData(key: Self.prefix + record.name, value: NoteForm.text(of: record))
    }

    /// Makes an image invisible.
    func erase(_ name: String) async throws {
        try await scope.box.setExtraData(key: Self.prefix + name, value: "")
    }

    /// Where an image's base disk is.
    func path(of name: String) async throws -> HostPath {
        let machines = HostPath(try await scope.box.getSystemProperties().getDefaultMachineFolder())
        return Self.folder(in: machines).file(name + ".vdi")
    }

    /// The folder of the base disks, in the host's folder of machines.
    static func folder(in machines: HostPath) -> HostPath { machines.file("vmfest-images") }

    /// The base disk at a path, if VirtualBox knows one there.
    func knownDisk(at path: HostPath) async throws -> Medium? {
        let disks = try await scope.box.getHardDisks()
        let paths = try await disks.concurrentMap { try await $0.locationIfOpen() }
        return zip(disks, paths).first { $0.1 == path.text }?.0
    }

    /// Refuses what can not be the name of an image.
    static func check(_ name: String) throws {
        guard isName(name) else {
            throw VMFestError(
                .invalidArgument,
                "'\(name)' can not be the name of an image: it begins with a letter or a digit, and has lower-case letters,"
                    + " digits, dots, hyphens and underscores, 63 at most")
        }
    }

    static func isName(_ text: String) -> Bool {
        (1...63).contains(text.utf8.count)
            && text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) || "._-".contains($0) }
            && text.first.map { $0.isLetter || $0.isNumber } ?? false
    }

    private static let prefix = "vmfest/images/"

    private static func decoded(_ text: String) -> ImageInfo? { try? NoteForm.record(in: text) }
}

extension Medium {
    /// Where it is; nil for one that somebody closed in this moment.
    fileprivate func locationIfOpen() async throws -> String? {
        do {
            return try await getLocation()
        } catch let error as VirtualBoxError where error.isClosedMedium {
            return nil
        }
    }
}
