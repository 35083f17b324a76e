//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// `vmfest demo`.
struct Demo: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Does the main job on a real VirtualBox and shows how long each step takes.",
        discussion: """
            It makes a machine, starts it, waits until its guest is up and has an address, pauses and resumes it, lets \
            the guest switch itself off, destroys the machine and checks that it is gone. Nothing is left behind, not \
            after Ctrl-C either.

            The guest must set the guest property /VMFest/Ready when it is up and run the Guest Additions, as the test \
            guest does that 'Scripts/guest-image' makes. In 'Scripts/environment' all is set up.

            EXAMPLES
              vmfest demo --image ~/images/guest.vdi
              Scripts/environment vmfest demo

            JSON
              An object with the keys machine, host, done, seconds and steps, which is
              an array of objects with the keys step, seconds and detail.
            """
    )

    @Option(
        help: ArgumentHelp(
            "The disk image of the guest. Default: the one in VMFEST_TEST_IMAGE.", valueName: "path"),
        completion: .file())
    var image: String?

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func run() async throws {
        guard let path = path(in: ProcessInfo.processInfo.environment) else {
            throw Failure(
                .usage,
                """
                the demo needs a disk to boot from: give one with --image or VMFEST_TEST_IMAGE. \
                'Scripts/guest-image' makes one
                """)
        }
        let renderer = output.renderer
        try await host.withHost { host in try await show(path, on: host, renderer) }
    }

    /// The image's path; nil where none is given.
    func path(in environment: [String: String]) -> ImagePath? {
        let path = image ?? environment["VMFEST_TEST_IMAGE"] ?? ""
        return path.isEmpty ? nil : ImagePath(text: path)
    }

    private func show(_ path: ImagePath, on host: Host, _ renderer: Renderer) async throws {
        var steps: [DemoStep] = []
        let demonstration = Demonstration(host: host, image: try await path.image(on: host)) { step in
            steps.append(step)
            if renderer.format == .text { try StandardOutput.write(step.line) }
        }
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await demonstration.run())
        } catch {
            outcome = .failure(error)
        }
        var report = DemoReport(machine: demonstration.name, host: host.url, steps: steps)
        if case .success = outcome { report.done = true }
        if renderer.format == .json || !steps.isEmpty { try renderer.show(report) }
        try outcome.get()
    }
}
