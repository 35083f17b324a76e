//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest fs stat`.
struct FileShow: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "stat",
        abstract: "Shows what is known of a file or folder in a guest.",
        discussion: """
            That there is nothing is a failure, with exit code 1.

            EXAMPLES
              vmfest fs stat web:/etc/hosts
              vmfest fs stat web:/bin/sh --follow --json

            JSON
              An object as in 'vmfest fs ls'; for a symbolic link also
                target        where it leads, as it is written in it
            """
    )

    @Argument(help: ArgumentHelp("What.", valueName: "name:path"))
    var path: GuestPath

    @Flag(help: "Tell of what a symbolic link leads to.")
    var follow = false

    @OptionGroup var output: JSONOption

    @OptionGroup var files: GuestFilesOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (path, isFollowing) = (path.path, follow)
        let details = try await files.withFiles(of: self.path.machine, on: host, "fs stat") { files in
            let file = try await Self.required(path, isFollowing, files)
            return FileDetails(
                path: path, file: file, target: file.kind == .link ? try await files.target(ofLink: path) : nil)
        }
        try output.renderer.show(details)
    }

    /// What is at a path, where there is something.
    static func required(_ path: String, _ isFollowing: Bool, _ files: GuestFileSystem) async throws -> GuestFile {
        guard let file = try await files.info(path, followingLinks: isFollowing) else {
            throw Failure(.failed, "there is no '\(path)' in the guest")
        }
        return file
    }
}
