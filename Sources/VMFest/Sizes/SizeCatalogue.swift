//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging
import VirtualBox
import VirtualBoxAPI

/// The sizes that a host knows: the built-in ones, and a record for each other in VirtualBox's own extra data.
struct SizeCatalogue: Sendable {
    let scope: HostScope

    init(_ scope: HostScope) {
        self.scope = scope
    }

    /// The built-in sizes, then the others by name.
    ///
    /// A record that can not be read is passed over, with a warning.
    func sizes() async throws -> [Size] {
        let keys = try await scope.box.getExtraDataKeys().filter { $0.hasPrefix(Self.prefix) }
        let texts = try await keys.concurrentMap { [scope] key in (key, try await scope.box.getExtraData(key: key)) }
        let added = texts.compactMap { key, text -> Size? in
            let name = String(key.dropFirst(Self.prefix.count))
            if let size = Self.decoded(text, name) { return Self.isBuiltIn(name) ? nil : size }
            if !text.isEmpty {
                scope.service.logger.warning("a size's record can not be read", metadata: ["key": "\(key)"])
            }
            return nil
        }
        return Size.builtIn + added.sorted { $0.name < $1.name }
    }

    /// The size of a name that must be there.
    func required(_ name: String) async throws -> Size {
        if let size = Size.builtIn.first(where: { $0.name == name }) { return size }
        let sizes = try await sizes()
        guard let size = sizes.first(where: { $0.name == name }) else {
            let known = sizes.map(\.name).joined(separator: ", ")
            throw VMFestError(
                .noSuchSize, "\(scope.service.configuration.url) has no size '\(name)'; it has \(known)")
        }
        return size
    }

    /// Adds a size.
    func add(_ size: Size) async throws {
        let problems = size.problems(within: try await scope.limits())
        guard problems.isEmpty else {
            throw VMFestError(.invalidArgument, "there can be no such size:", problems: problems)
        }
        guard !Self.isBuiltIn(size.name) else {
            throw VMFestError(.nameTaken, "every host has a size of this name; choose another one")
        }
        // Within this program nobody comes in between.
        try await Turnstile.shared.withTurn("sizes of \(scope.service.configuration.url)") {
            guard try await scope.box.getExtraData(key: Self.prefix + size.name).isEmpty else {
                throw VMFestError(.nameTaken, "the host has a size of this name; choose another one or remove that")
            }
            try await scope.box.setExtraData(key: Self.prefix + size.name, value: NoteForm.text(of: size))
        }
    }

    /// Removes a size, also one whose record can not be read.
    func remove(_ name: String) async throws {
        guard !Self.isBuiltIn(name) else {
            throw VMFestError(.invalidArgument, "this size is built in, so it can not be removed")
        }
        if !ImageCatalogue.isName(name) { _ = try await required(name) }
        guard try await !scope.box.getExtraData(key: Self.prefix + name).isEmpty else {
            _ = try await required(name)
            return
        }
        try await scope.box.setExtraData(key: Self.prefix + name, value: "")
    }

    private static let prefix = "vmfest/sizes/"

    private static func isBuiltIn(_ name: String) -> Bool { Size.builtIn.contains { $0.name == name } }

    /// The size in a record; nil where it is none, or one of another name.
    private static func decoded(_ text: String, _ name: String) -> Size? {
        guard let size = try? NoteForm.record(Size.self, in: text) else { return nil }
        return size.name == name ? size : nil
    }
}
