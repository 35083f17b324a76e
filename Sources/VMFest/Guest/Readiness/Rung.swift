//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A stage on a machine's way to being of use.
public enum Rung: Sendable, Hashable, CustomStringConvertible {
    /// It executes.
    case running
    /// Its Guest Additions are up, so that guest control works; see ``GuestAdditions/RunLevel/userland``.
    case additions
    /// An address of its guest is known; see ``Machine/endpoints()``. A guest without Guest Additions behind NAT has none.
    case address
    /// Something in the guest listens at this TCP port.
    case port(Int)
    /// The guest's SSH server greets.
    case ssh
    /// The login works, through the Guest Additions or SSH.
    case login
    /// The guest says that it is ready: it set the guest property `/VMFest/Ready`, or it lets the user in and cloud-init,
    /// where it has that, is done.
    case ready

    /// Its name, for example `ssh` or `port 80`.
    public var description: String {
        switch self {
        case .running: "running"
        case .additions: "additions"
        case .address: "address"
        case .port(let port): "port \(port)"
        case .ssh: "ssh"
        case .login: "login"
        case .ready: "ready"
        }
    }
}

extension Rung {
    /// Reads what ``description`` writes, and a bare number as a port; nil for anything else.
    public init?(_ text: String) {
        switch text {
        case "running": self = .running
        case "additions": self = .additions
        case "address": self = .address
        case "ssh": self = .ssh
        case "login": self = .login
        case "ready": self = .ready
        default:
            guard let port = Int(text.trimmingPrefix("port").trimmingPrefix(" ")), (1...65_535).contains(port) else {
                return nil
            }
            self = .port(port)
        }
    }

    /// The rungs up to this one, in order.
    var climb: [Rung] {
        switch self {
        case .running: [.running]
        case .additions, .address, .port, .ssh, .login, .ready: [.running, self]
        }
    }

    /// How long it may take at most, counted from the rung before: whoever waits longer waits for nothing.
    var limit: Duration {
        switch self {
        case .running: .seconds(60)
        case .additions, .address, .port, .ssh, .login: .seconds(600)
        case .ready: .seconds(1800)
        }
    }
}
