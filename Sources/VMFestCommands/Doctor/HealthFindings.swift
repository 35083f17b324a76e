//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// What there is to say of a host's health.
struct HealthFindings: Sendable {
    let health: HostHealth

    /// The engine, the room and the addresses of private networks first, then what is wrong with single things.
    var all: [Finding] {
        [engine] + [room].compactMap(\.self) + hostOnly + locks + settings + snapshots + images + media
    }

    private var engine: Finding {
        switch health.engine {
        case .hardware: .ok("engine", "the processor executes machines itself")
        case .native: .ok("engine", "the processor executes machines, through the system's interface")
        case .emulated:
            .warning(
                "engine",
                "VirtualBox can not use the processor's virtualization: machines are many times slower, if they run",
                remedy:
                    "switch virtualization (VT-x, AMD-V) on in the firmware, install VirtualBox's kernel driver, and"
                    + " see that no KVM or Hyper-V has the processor")
        }
    }

    private var room: Finding? {
        guard let free = health.freeSpace else { return nil }
        let message = "\(free.roundedText) are free for machines in '\(health.machineFolder)'".printable
        guard free < Self.little else { return .ok("disk", message) }
        let remedy = "make room ('vmfest gc' may help): machines stop in mid-execution when their disks can not grow"
        return free < Self.least
            ? .problem("disk", message, remedy: remedy) : .warning("disk", message, remedy: remedy)
    }

    private var hostOnly: [Finding] {
        health.hostOnlyRanges.map { HostOnlyFindings(ranges: $0, forbidden: health.forbiddenNetworks).all } ?? []
    }

    private var locks: [Finding] {
        health.locks.map { holder in
            .warning(
                "lock", "'\(holder.name)' does not run and is locked by \(holder)".printable,
                remedy: "\(holder.remedy); 'vmfest unlock \(holder.machine)' frees it if its holder is gone")
        }
    }

    private var settings: [Finding] {
        health.emptySettings.map { settings in
            let whose = settings.machine.map { "the settings of '\($0)'" } ?? "the list of all machines"
            let change = settings.machine.map { "vmfest tag \($0) written=again" } ?? "vmfest extra set written again"
            return .problem(
                "settings",
                "'\(settings.path)' is empty: VirtualBox wrote it on a full disk, and has \(whose) in its memory only"
                    .printable,
                remedy:
                    "make room, then '\(change)' has it written anew; where VirtualBox ended before, copy"
                    + " '\(settings.path)-prev' over it".printable)
        }
    }

    private var images: [Finding] {
        health.damagedImages.map { check in
            .problem("image", "the image '\(check.image)' is damaged: \(check.reason)".printable, remedy: check.remedy)
        }
    }

    private var snapshots: [Finding] {
        health.abandonedSnapshots.map { abandoned in
            let (snapshot, machine) = (abandoned.snapshot, abandoned.machine)
            return .warning(
                "snapshot",
                "'\(abandoned.name)' was to be taken back to its snapshot of \(snapshot.taken.formatted(.iso8601)) by a program that ended before"
                    .printable,
                remedy:
                    "'vmfest snapshot restore \(machine) \(snapshot.name) --stop' takes it back, and what was done since is"
                    + " lost; after that, or to keep the machine as it is, 'vmfest snapshot rm \(machine) \(snapshot.name)'"
            )
        }
    }

    private var media: [Finding] {
        health.unreadableMedia.map { medium in
            let users = medium.machines.map { "'\($0)'" }.joined(separator: ", ")
            // VirtualBox's words have several lines.
            let reason = medium.reason.split(whereSeparator: \.isNewline).joined(separator: " ")
            return .warning(
                "medium", "'\(medium.path)' can not be read: \(reason)".printable,
                remedy: users.isEmpty
                    ? "no machine has it: 'vmfest disk forget \(ShellWord.quoted(medium.path))' has VirtualBox forget it"
                        .printable
                    : "bring the file back, or take it from \(users)".printable)
        }
    }

    private static let little = DataSize.gibibytes(5)
    private static let least = DataSize.gibibytes(1)
}

extension DataSize {
    /// In whole GiB, or whole MiB where it is less than one.
    fileprivate var roundedText: String {
        self < .gibibytes(1) ? "\(mebibytes) MiB" : "\(mebibytes / 1024) GiB"
    }
}
