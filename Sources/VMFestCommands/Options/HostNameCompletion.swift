//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

extension CompletionKind {
    /// The names of the machines that VMFest made.
    static var machineNames: Self {
        .custom { words, _, _ in
            await HostNameCompletion(words: words).names { host in try await host.inventory().map(\.name) }
        }
    }

    /// The names of the host's images.
    static var imageNames: Self {
        .custom { words, _, _ in
            await HostNameCompletion(words: words).names { host in try await host.images().map(\.name) }
        }
    }

    /// The names of the host's data disks.
    static var diskNames: Self {
        .custom { words, _, _ in
            await HostNameCompletion(words: words).names { host in try await host.disks().map(\.name) }
        }
    }

    /// The names of the host's sizes.
    static var sizeNames: Self {
        .custom { words, _, _ in
            await HostNameCompletion(words: words).names { host in try await host.sizes().map(\.name) }
        }
    }
}

/// Names of things on the host that a half-typed command line is about.
struct HostNameCompletion: Sendable {
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
    func names(_ list: (Host) async throws -> [String]) async -> [String] {
        guard let options else { return [] }
        return (try? await options.withHost { host in try await list(host) }) ?? []
    }
}
