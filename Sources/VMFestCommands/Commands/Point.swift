//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest mouse`.
struct Point: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "mouse",
        abstract: "Moves a machine's mouse, clicks and scrolls.",
        discussion: """
            What is done, in order: move=X,Y by so many pixels, to=X,Y to a place on the first screen, click, click=right, \
            double, press=left and release, scroll=N by so many notches towards the user, pause=SECONDS. The buttons are \
            left, right, middle, back and forward. Places need a guest that knows them: a USB tablet, or the Guest \
            Additions.

            EXAMPLES
              vmfest mouse web to=400,300 click
              vmfest mouse web move=-20,0 pause=0.2 click=right
              vmfest mouse web scroll=3
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Argument(help: ArgumentHelp("What is done, one after the other.", valueName: "action"))
    var actions: [String]

    @Option(help: .timeLimit("How long it may take."))
    var timeout = TimeLimit(seconds: 300)

    @OptionGroup var host: HostOptions

    mutating func validate() throws { _ = try inputs() }

    private func inputs() throws -> [MouseInput] {
        do {
            return try actions.flatMap(MouseInput.inputs)
        } catch let error as VMFestError {
            throw ValidationError(error.message)
        }
    }

    func run() async throws {
        let (name, limit) = (name, timeout.duration)
        let inputs = try inputs()
        try await host.withHost { host in
            try await ProgressLine.during("mouse \(name)") { _ in
                do {
                    try await host.machine(named: name).point(inputs, within: limit)
                } catch {
                    throw error.about(name)
                }
            }
        }
    }
}
