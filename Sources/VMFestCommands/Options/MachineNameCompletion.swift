//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

extension CompletionKind {
    /// The names of the machines that VMFest made.
    static var machineNames: Self {
        .custom { words, _, _ in await MachineNameCompletion(words: words).names() }
    }
}

/// Asks the host that a half-typed command line names for its machines.
struct MachineNameCompletion: Sendable {
    let words: [String]

    /// The options about the host among the words; the rest may be incomplete.
    var options: HostOptions? {
        var arguments: [String] = []
        for (word, next) in zip(words, words.dropFirst() + [""]) {
            if ["--host", "--user", "--ca-file"].contains(word) { arguments += [word, next] }
            if word.hasPrefix("--host=") || word.hasPrefix("--user=") || word == "--insecure" { arguments.append(word) }
        }
        return try? HostOptions.parse(arguments)
    }

    /// The names; none where the host does not answer, since a half-typed line is no place for errors.
    func names() async -> [String] {
        guard let options else { return [] }
        let machines = try? await options.withHost { host in try await host.inventory() }
        return (machines ?? []).map(\.name)
    }
}
