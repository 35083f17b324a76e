//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// A path in the guest of a machine, `NAME:PATH`.
struct GuestPath: Sendable, Hashable, ExpressibleByArgument {
    /// The machine's name or UUID.
    var machine: String

    /// The path in its guest; never empty.
    var path: String

    /// Reads `NAME:PATH`.
    init?(argument: String) {
        guard case .guest(let machine, let path) = CopySide(argument), !path.isEmpty else { return nil }
        self.machine = machine
        self.path = path
    }

    /// As it is read.
    var text: String { "\(machine):\(path)" }

    /// The one machine that some paths are on.
    ///
    /// - Throws: `ValidationError` where there are several.
    static func machine(of paths: [GuestPath]) throws -> String {
        let machines = Set(paths.map(\.machine))
        guard let machine = machines.first else { throw ValidationError("No path was given.") }
        guard machines.count == 1 else { throw ValidationError("All paths must be in the guest of one machine.") }
        return machine
    }
}
