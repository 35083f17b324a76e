//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

/// A choice of a spec that VirtualBox has a word of its own for.
protocol RemoteChoice: SpecChoice, Sendable, Hashable {
    associatedtype Remote: Enumeration

    /// VirtualBox's word.
    var remote: Remote { get }
}

extension RemoteChoice {
    /// Nil for a word of VirtualBox that a spec has none for.
    init?(_ remote: Remote) {
        guard let choice = Self.allCases.first(where: { $0.remote == remote }) else { return nil }
        self = choice
    }
}
