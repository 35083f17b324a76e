//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// Measures VMFest on a real VirtualBox, beside what a user would use instead.
///
/// `Benchmarks/run` builds it for release and runs it with a web service of its own.
@main
struct Benchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vmfest-benchmarks",
        abstract: "Measure VMFest on the VirtualBox at VMFEST_HOST, beside VBoxManage.",
        subcommands: [
            All.self, Cycle.self, Call.self, Listing.self, Program.self, Instances.self, Warm.self, Disks.self,
            Verbs.self,
            Callers.self, Endurance.self,
        ]
    )
}
