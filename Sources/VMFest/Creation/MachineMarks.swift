//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

/// What VMFest notes in a machine's extra data, so that any client knows it later.
struct MachineMarks: Sendable {
    /// The group of the machines that VMFest made.
    static let group = "/vmfest"

    /// The UUIDs of the media that the machine was made with and that are not its own.
    var media: [String] = []

    /// The names of files in the machine's folder that VirtualBox does not know as part of it.
    var files: [String] = []

    init() {}

    /// Reads the notes of an accessible machine.
    init(of machine: VirtualBoxAPI.Machine) async throws {
        async let media = machine.getExtraData(key: "vmfest/media")
        async let files = machine.getExtraData(key: "vmfest/files")
        self.media = try await Self.split(media)
        self.files = try await Self.split(files)
    }

    /// Writes the notes.
    func write(to machine: VirtualBoxAPI.Machine) async throws {
        if !media.isEmpty { try await machine.setExtraData(key: "vmfest/media", value: Self.join(media)) }
        if !files.isEmpty { try await machine.setExtraData(key: "vmfest/files", value: Self.join(files)) }
    }

    /// A slash is in no UUID and in no file name.
    private static func join(_ names: [String]) -> String { names.joined(separator: "/") }
    private static func split(_ text: String) -> [String] { text.split(separator: "/").map(String.init) }
}
