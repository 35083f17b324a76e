//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// `vmfest type`.
struct Type: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Types text or presses keys on a machine's keyboard.",
        discussion: """
            It works for every guest that has a keyboard, long before it has a network: boot menus, installers, a login \
            on the console. The guest gets keys, not characters, so --layout has to be that which the guest is set to. \
            The text '-' stands for the standard input.

            With --keys the words are keys: names joined by '+', such as enter, f11, ctrl+alt+delete or page-up; +shift \
            and -shift press and release only; pause=1.5 waits for so many seconds.

            EXAMPLES
              vmfest type web root --enter
              vmfest type web --keys ctrl+alt+f2 pause=1 enter
              vmfest type web --layout de 'grüße an alle'
              vmfest type web - --enter <password-file
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Argument(
        help: ArgumentHelp("The text, or with --keys the keys. Several texts are joined by spaces.", valueName: "text"))
    var words: [String] = []

    @Flag(name: .customLong("keys"), help: "The words are keys.")
    var areKeys = false

    @Flag(help: "Press Enter at the end.")
    var enter = false

    @Option(
        help: ArgumentHelp("The guest's keyboard layout: us, uk, de or fr.", valueName: "layout"),
        completion: .list(KeyboardLayout.all.map(\.name)), transform: KeyboardLayout.init(argument:))
    var layout = KeyboardLayout.us

    @Option(help: .timeLimit("How long it may take."))
    var timeout = TimeLimit(seconds: 300)

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if words.isEmpty, !enter { throw ValidationError("What shall be typed? Give a text, or --keys and keys.") }
        if areKeys { _ = try keys() }
    }

    private func keys() throws -> [KeyboardInput] {
        do {
            return try words.map(KeyboardInput.init(keys:))
        } catch let error as VMFestError {
            throw ValidationError(error.message)
        }
    }

    private func inputs() async throws -> [KeyboardInput] {
        var inputs: [KeyboardInput]
        if areKeys {
            inputs = try keys()
        } else if words == ["-"] {
            var text = Data()
            for try await piece in StandardInput() { text += piece }
            inputs = [.text(String(decoding: text, as: UTF8.self).trimmingSuffix("\n"))]
        } else {
            inputs = words.isEmpty ? [] : [.text(words.joined(separator: " "))]
        }
        if enter { inputs.append(.text("\n")) }
        return inputs
    }

    func run() async throws {
        let (name, layout, limit) = (name, layout, timeout.duration)
        let inputs = try await inputs()
        try await host.withHost { host in
            try await ProgressLine.during("type \(name)") { _ in
                do {
                    try await host.machine(named: name).type(inputs, layout: layout, within: limit)
                } catch {
                    throw error.about(name)
                }
            }
        }
    }
}

extension KeyboardLayout {
    init(argument: String) throws {
        guard let layout = Self(argument) else {
            let names = Self.all.map(\.name).joined(separator: ", ")
            throw ValidationError("There is no layout '\(argument)'; there are \(names).")
        }
        self = layout
    }
}

extension String {
    /// The text without this at its end; as it is where it ends otherwise.
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
