//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest size rm`.
struct SizeRemove: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Removes sizes of the host.",
        discussion: """
            Machines that were made with one stay as they are. The built-in ones can not be removed.

            EXAMPLES
              vmfest size rm db
            """
    )

    @Argument(help: "The sizes' names.")
    var names: [String]

    @OptionGroup var host: HostOptions

    func run() async throws {
        let names = names
        let outcomes = try await host.withHost { host in
            try await ProgressLine.during("size rm", parts: names) { _ in
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
            try await host.removeSize(name)
            try StandardOutput.write(name)
            return .done
        } catch {
            if let text = ErrorMessage.text(of: error.about(name)) { Diagnostics.standard.say(text) }
            return ExitStatus(of: error)
        }
    }
}
