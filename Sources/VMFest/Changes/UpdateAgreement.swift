//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What somebody who wants a machine changed agrees to.
public enum UpdateAgreement: Sendable, Hashable {
    /// Everything is changed in the state that the machine is in, or nothing.
    case withoutStop
    /// What can be changed in the state that the machine is in is changed, and the rest is left.
    case onlyNow
    /// Everything is changed. A machine that runs is stopped for what needs it, as by ``Machine/stop(within:force:)``,
    /// and started again.
    case withStop(force: Bool = false)
}
