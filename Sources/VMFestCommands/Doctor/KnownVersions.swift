//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The versions of VirtualBox that VMFest was tried with.
enum KnownVersions {
    /// What is to say of what VirtualBox calls its version, for example `7.2.22_Debian`.
    static func finding(_ version: String) -> Finding {
        let numbers = version.split(separator: ".").prefix(2).compactMap { Int($0) }
        guard numbers.count == 2 else {
            return .warning("version", "VirtualBox calls it '\(version)'", remedy: "VMFest knows 7.0, 7.1 and 7.2")
        }
        if (numbers[0], numbers[1]) > (7, 2) {
            return .warning(
                "version", "VirtualBox \(version) is newer than 7.2, the newest that VMFest knows",
                remedy: "it is treated like 7.2; look for a newer VMFest if something fails")
        }
        if (numbers[0], numbers[1]) < (7, 0) {
            return .problem(
                "version", "VirtualBox \(version) is older than 7.0, the oldest that VMFest works with",
                remedy: "update VirtualBox")
        }
        return .ok("version", "VirtualBox \(version)")
    }
}
