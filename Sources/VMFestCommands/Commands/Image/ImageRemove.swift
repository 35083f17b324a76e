//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest image rm`.
struct ImageRemove: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Removes images, with their disks.",
        discussion: """
            An image on which machines' disks are based stays, and the machines are named. What an import that was cut \
            off has left of an image is removed in the same way.

            EXAMPLES
              vmfest image rm debian-11
            """
    )

    @Argument(help: "The images' names.")
    var names: [String]

    @OptionGroup var host: HostOptions

    func run() async throws {
        let names = names
        let outcomes = try await host.withHost { host in
            try await ProgressLine.during("image rm", parts: names) { _ in
                var outcomes: [ExitStatus] = []
                for name in names { outcomes.append(try await Self.remove(name, on: host)) }
                return outcomes
            }
        }
        let status = ExitStatus(ofAll: outcomes)
        guard status == .done else { throw Failure(status) }
    }

    private static func remove(_ name: String, on host: VMFest.Host) async throws -> ExitStatus {
        do {
            try await host.removeImage(name)
            try StandardOutput.write(name)
            return .done
        } catch {
            if let text = ErrorMessage.text(of: error) { Diagnostics.standard.say(text) }
            return ExitStatus(of: error)
        }
    }
}
