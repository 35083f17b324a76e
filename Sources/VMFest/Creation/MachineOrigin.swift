//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How a machine came to be, as far as neither its spec nor its image says it.
package struct MachineOrigin: Sendable, Hashable {
    /// The size that its spec was made with.
    ///
    /// Of this only its name and its least disk count; the rest is in the spec.
    package var size: Size?

    /// The UUID of the run that it is made in.
    package var run: String?

    /// The UUID of the warm template that it is cloned from; nil for a machine whose guest boots by itself.
    package var template: String?

    package init(size: Size? = nil, run: String? = nil, template: String? = nil) {
        self.size = size
        self.run = run
        self.template = template
    }
}
