//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// Where the keys are.
struct KeyStoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of the keys. Default: VMFEST_KEYS, else vmfest/keys in the user's settings.",
            valueName: "folder"),
        completion: .directory)
    var keys: String?

    /// The store that is meant.
    var store: KeyStore { store(in: ProcessInfo.processInfo.environment) }

    /// The store that is meant, in an environment.
    func store(in environment: [String: String]) -> KeyStore {
        let folder = keys ?? environment["VMFEST_KEYS"] ?? ""
        return folder.isEmpty ? KeyStore(environment: environment) : KeyStore(folder: folder)
    }
}

extension CompletionKind {
    /// The names of the keys in the user's store.
    static var keyNames: CompletionKind {
        .custom { _, _, _ in
            let keys = try? await KeyStoreOptions.parse([]).store.keys()
            return keys?.map(\.name) ?? []
        }
    }
}
