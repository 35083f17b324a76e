//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// What a user wants of a machine's spec to be otherwise.
struct SpecOrder: Sendable {
    /// A file, with its text.
    var file: (name: String, text: String)?

    /// Places and what is put there.
    var values: [(key: String, value: String)] = []

    /// Places of what is taken away.
    var removed: [String] = []

    var forwards: [PortForward] = []

    /// Reads a file.
    static func read(_ path: String) async throws -> (name: String, text: String) {
        let file = SpecFile(path: path)
        return (file.name, try await file.text())
    }

    /// Makes the spec what it shall be: what the file says first, then what is said by itself.
    func apply(to spec: inout MachineSpec) throws {
        if let file {
            do {
                spec = try MachineSpec(yaml: file.text, over: spec)
            } catch {
                throw error.about(file.name)
            }
        }
        if !values.isEmpty || !removed.isEmpty { try spec.set(values, removing: removed) }
        // One that is there already is no second one.
        let present = spec.networks.flatMap { card -> [PortForward] in
            if case .nat(let forwards) = card.attachment { forwards } else { [] }
        }
        try SpecOverrides(forwards: forwards.filter { !present.contains($0) }).apply(to: &spec)
    }
}
