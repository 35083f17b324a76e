//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How a machine came to be, as far as neither its spec nor its image says it.
package struct MachineOrigin: Sendable, Hashable {
    /// The name of the size that its spec was made with.
    package var size: String?

    /// The UUID of the run that it is made in.
    package var run: String?

    package init(size: String? = nil, run: String? = nil) {
        self.size = size
        self.run = run
    }
}
