//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

extension Subnet {
    /// Reads `10.128.0.0/24`.
    init(argument: String) throws {
        guard let subnet = Self(argument) else {
            throw ValidationError(
                "'\(argument)' is no network; one looks like 10.128.0.0/24: its first address and a length of 8 to 29.")
        }
        self = subnet
    }
}

extension IPv6Subnet {
    /// Reads `fd00:10:128::/64`.
    init(argument: String) throws {
        guard let subnet = Self(argument) else {
            throw ValidationError(
                "'\(argument)' is no IPv6 network of machines; one looks like fd00:10:128::/64: its first address, of"
                    + " fc00::/7 or 2000::/3, and the length 64.")
        }
        self = subnet
    }
}

extension NetworkForward {
    /// Reads `ssh:tcp:127.0.0.1:2222:10.128.0.15:22` or `ssh:tcp:[::1]:2222:[fd00:10:128::15]:22`.
    init(argument: String) throws {
        guard let forward = Self(argument) else {
            throw ValidationError(
                "'\(argument)' is no forward; one looks like ssh:tcp:127.0.0.1:2222:10.128.0.15:22 or"
                    + " ssh:tcp:[::1]:2222:[fd00:10:128::15]:22, with nothing in place of the host's address for all of"
                    + " them.")
        }
        self = forward
    }
}

extension IPv4Address {
    /// Reads `10.128.0.15`.
    init(argument: String) throws {
        guard let address = Self(argument) else {
            throw ValidationError("'\(argument)' is no address; one looks like 10.128.0.15.")
        }
        self = address
    }
}

extension Network.Kind {
    /// Reads `nat`, `private` or `internal`.
    init(argument: String) throws {
        guard let kind = Self(rawValue: argument) else {
            let kinds = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(argument)' is no kind of network; there are \(kinds).")
        }
        self = kind
    }
}
