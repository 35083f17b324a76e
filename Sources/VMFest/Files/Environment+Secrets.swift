//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Subprocess

extension Environment {
    /// What programs get that VMFest starts for work of its own: the environment without the passwords in it.
    static let withoutSecrets = Environment.inherit.updating([
        "VMFEST_PASSWORD": nil, "VMFEST_GUEST_PASSWORD": nil, "VMFEST_DISK_PASSWORD": nil,
    ])
}
