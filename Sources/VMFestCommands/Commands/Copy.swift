//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// `vmfest cp`.
struct Copy: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "cp",
        abstract: "Copies files and folders into a machine's guest, and out of it.",
        discussion: """
            One side is a path in a guest, NAME:PATH. Folders are copied with all that is in them, and into a folder that \
            is there already. What is copied appears in one step when it is whole: each file in a guest, everything on \
            this computer.

            EXAMPLES
              vmfest cp site.tar.gz web:/srv/site.tar.gz
              vmfest cp ./config web:/etc/app
              vmfest cp web:/var/log/messages .
            """
    )

    @Argument(help: ArgumentHelp("What to copy.", valueName: "from"), completion: .file())
    var source: String

    @Argument(help: ArgumentHelp("Where to.", valueName: "to"), completion: .file())
    var target: String

    @Option(help: .timeLimit("How long it may take. Default: no limit."))
    var timeout: TimeLimit?

    @OptionGroup var guest: GuestOptions

    @OptionGroup var store: KeyStoreOptions

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        switch (CopySide(source), CopySide(target)) {
        case (.local, .guest(_, let path)), (.guest(_, let path), .local):
            if path.isEmpty { throw ValidationError("The path in the guest is empty.") }
        case (.local, .local): throw ValidationError("One side must be in a guest: NAME:PATH.")
        case (.guest, .guest): throw ValidationError("One side must be on this computer.")
        }
    }

    func run() async throws {
        let (guest, keys, via, limit) = (guest, store.store, guest.via, timeout?.duration)
        let sides = (CopySide(source), CopySide(target))
        try await host.withHost { host in
            try await ProgressLine.during("cp") { line in
                try await line.observing {
                    switch sides {
                    case (.local(let path), .guest(let name, let target)):
                        try await on(host, name) {
                            try await $0.copy(
                                from: Self.url(path), to: target, login: guest.login(to: $0, keys: keys), via: via,
                                within: limit)
                        }
                    case (.guest(let name, let source), .local(let path)):
                        try await on(host, name) {
                            try await $0.copy(
                                fromGuest: source, to: Self.url(path), login: guest.login(to: $0, keys: keys), via: via,
                                within: limit)
                        }
                    default: break
                    }
                }
            }
        }
    }

    private func on(_ host: Host, _ name: String, _ work: (Machine) async throws -> Void) async throws {
        do {
            try await work(host.machine(named: name))
        } catch {
            throw error.about(name)
        }
    }

    private static func url(_ path: String) -> URL { URL(filePath: NSString(string: path).expandingTildeInPath) }
}
