//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// A command that asks a host.
protocol HostCommand: AsyncParsableCommand {
    /// Which host, and as whom.
    var host: HostOptions { get }
}
