//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// What there is to say when a host was asked for the first time.
enum HostFindings {
    /// Whether a password crosses a network in plain text.
    static func password(_ host: Host, isSent: Bool) -> Finding? {
        guard isSent, !host.isThisComputer, host.url.lowercased().hasPrefix("http://") else { return nil }
        return .warning(
            "password", "it crosses the network as it is, since the address is http",
            remedy: "use https ('vboxwebsrv --ssl'), or an SSH tunnel and http://localhost")
    }

    /// What a host's refusal means, and what to do.
    static func refusal(_ error: VMFestError) -> [Finding] {
        switch error.code {
        case .noVirtualBox:
            [.problem("host", error.message, remedy: "give the address with --host or VMFEST_HOST")]
        case .unreachable:
            [
                .problem(
                    "service", error.message,
                    remedy: "start 'vboxwebsrv' there, and check address, port and firewall")
            ]
        case .notVirtualBox:
            [
                .problem(
                    "service", error.message,
                    remedy: "check the address; the web service's port is 18083 unless someone chose another")
            ]
        case .logonRefused:
            [
                .ok("service", "answers"),
                .problem("logon", error.message, remedy: "check --user and VMFEST_PASSWORD"),
            ]
        case .unsupportedVersion:
            [.ok("service", "answers"), .problem("version", error.message, remedy: "update VirtualBox")]
        default:
            [.problem("service", error.description, remedy: "try again; --verbose tells more")]
        }
    }
}
