//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What an image says of the machine that it is for; everything that it does not say is nil.
package struct ImageHints: Sendable, Hashable {
    /// VirtualBox's name of the guest's operating system, for example `Debian12_64`.
    package var osType: String?

    /// `x86` or `arm`.
    package var architecture: String?

    /// Who can log in.
    package var user: String?

    /// The number of CPUs.
    package var cpus: Int?

    /// The amount of memory.
    package var memory: DataSize?

    /// What starts the boot loader.
    package var firmware: Firmware?

    /// A text for people.
    package var description: String?

    package init() {}

    /// VMFest's name of an architecture that has several names; nil for one that no VirtualBox runs.
    static func architecture(named name: String) -> String? {
        switch name.lowercased() {
        case "x86", "x86_64", "x86-64", "amd64", "i386", "i686": "x86"
        case "arm", "arm64", "aarch64", "armv8a": "arm"
        default: nil
        }
    }
}
