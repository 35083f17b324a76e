//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Host {
    /// Looks for what is left on the host of things that VMFest made: machines, images, disks and runs whose making was cut off,
    /// machines whose lifetime is over, warm images that no machine can start from any more, files of machines that are gone, and ports reserved for nobody.
    ///
    /// Nothing is changed. What another program is at work on is no leftover: whether it still runs is known of programs on
    /// this computer; of others, ten minutes after the time limit of what they began. A thing that VMFest did not make is
    /// never one.
    ///
    /// Rests on `IVirtualBox::getExtraDataKeys`, `IVirtualBox::getMachines` and `IVFSExplorer::entryList`.
    ///
    /// - Returns: the leftovers, in the order in which they can be removed.
    /// - Throws: ``VMFestError`` with the codes about the host.
    public func leftovers() async throws -> [Leftover] {
        try await VMFestError.during("look for leftovers") {
            try await service.withVirtualBox { scope in
                try await GarbageSearch(scope: scope).run()
            }
        }
    }

    /// Removes leftovers; one that is gone already is success.
    ///
    /// - Parameter leftovers: what ``leftovers()`` found.
    /// - Returns: those that could not be removed, with the reasons.
    /// - Throws: ``VMFestError`` with the codes about the host.
    public func remove(_ leftovers: [Leftover]) async throws -> [(leftover: Leftover, error: VMFestError)] {
        try await VMFestError.during("remove leftovers") {
            try await service.withVirtualBox { scope in
                let removal = GarbageRemoval(scope: scope, host: self)
                try await removal.endDeadSessions()
                var failures: [(leftover: Leftover, error: VMFestError)] = []
                for leftover in leftovers {
                    try Task.checkCancellation()
                    do {
                        try await VMFestError.during("remove the \(leftover.kind.rawValue)", of: leftover.name) {
                            try await removal.remove(leftover)
                        }
                    } catch let error as VMFestError where !error.code.isAboutTheHost {
                        failures.append((leftover, error))
                    }
                }
                return failures
            }
        }
    }
}
