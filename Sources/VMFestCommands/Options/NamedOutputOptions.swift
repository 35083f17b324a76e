//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// In which form things are given that are known by their names.
struct NamedOutputOptions: ParsableArguments {
    @Flag(help: "Give JSON.")
    var json = false

    @Flag(name: [.customShort("q"), .long], help: "Give names only.")
    var quiet = false

    mutating func validate() throws {
        if json, quiet { throw ValidationError("--json and --quiet exclude each other.") }
    }

    /// Writes in the chosen form.
    var renderer: Renderer { Renderer(format: json ? .json : quiet ? .quiet : .text) }
}
