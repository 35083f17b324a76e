//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest image verify`.
struct ImageVerify: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Looks whether images' disks are there and as they were made.",
        discussion: """
            Their content is compared where this computer sees the host's files; else their size is. A disk that is \
            missing or changed gives exit code 1.

            EXAMPLES
              vmfest image verify
              vmfest image verify debian-12

            JSON
              An array of objects with the keys image, finding (good, unchecked, missing or
              changed) and reason.
            """
    )

    @Argument(help: "The images' names. Without any, all are looked at.")
    var names: [String] = []

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func run() async throws {
        let names = names
        let checks = try await host.withHost { host in
            try await ProgressLine.during("image verify") { line in
                try await line.observing {
                    var checks: [ImageCheck] = []
                    let all = names.isEmpty ? try await host.images().map(\.name) : names
                    for name in all { checks.append(try await host.checkImage(name)) }
                    return checks
                }
            }
        }
        try output.renderer.show(ImageChecks(checks: checks))
        guard checks.allSatisfy({ [.good, .unchecked].contains($0.finding) }) else { throw Failure(.failed) }
    }
}
