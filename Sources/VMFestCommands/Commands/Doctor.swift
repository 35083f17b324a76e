//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation

/// `vmfest doctor`.
struct Doctor: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says which host is asked, whether all is well with it, and if not, what to do.",
        discussion: """
            It looks at the service, the logon, the version, the engine that executes machines, the room on the disk, \
            the addresses that private networks may have, machines that are inaccessible, stuck or locked, disks that \
            can not be read, snapshots that nobody goes back to any more, and what killed programs left. It changes \
            nothing on the host. The exit code is 0 with warnings, 1 with problems, and 4 when the host could not be \
            asked.

            EXAMPLES
              vmfest doctor
              vmfest doctor --host https://build.example:18083 --user joe

            JSON
              An object with the keys
                grade        ok, warning or problem: the gravest of the findings
                findings     an array of objects with the keys check, grade, message
                             and, unless the grade is ok, remedy
            """
    )

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func run() async throws {
        let examination = Examination(options: host, environment: ProcessInfo.processInfo.environment)
        let diagnosis = try await ProgressLine.during("doctor") { _ in try await examination.run() }
        try output.renderer.show(diagnosis)
        if diagnosis.status != .done { throw Failure(diagnosis.status) }
    }
}
