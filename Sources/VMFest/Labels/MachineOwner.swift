//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// Whose machines this process makes, where nobody says.
enum MachineOwner {
    /// The owner that this process's environment and account tell.
    static var current: String { owner(in: ProcessInfo.processInfo.environment) }

    /// What `VMFEST_OWNER` says, else the user and the computer.
    static func owner(in environment: [String: String]) -> String {
        if let owner = environment["VMFEST_OWNER"], !owner.isEmpty { return owner }
        return "\(ProcessInfo.processInfo.userName)@\(computer)"
    }

    /// This computer's own name, without asking any other.
    static var computer: String {
        var buffer = [CChar](repeating: 0, count: 256)
        let status = gethostname(&buffer, buffer.count - 1)
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let name = status == 0 ? String(decoding: bytes, as: UTF8.self) : ""
        return name.isEmpty ? "localhost" : name
    }
}
