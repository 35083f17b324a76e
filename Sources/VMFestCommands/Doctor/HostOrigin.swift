//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// Why a host is the one that is asked.
enum HostOrigin: String, Sendable, Hashable {
    case option = "given with --host"
    case environment = "from VMFEST_HOST"
    case usual = "the usual address; neither --host nor VMFEST_HOST is given"
    case service = "a private service of the VirtualBox that is installed here; nothing else was given or answers"

    /// The origin of a host that the options led to.
    init(of host: Host, option: String?, environment: [String: String]) {
        if option != nil {
            self = .option
        } else if environment["VMFEST_HOST"]?.isEmpty == false {
            self = .environment
        } else {
            self = host.url == Host.usualURL ? .usual : .service
        }
    }
}
