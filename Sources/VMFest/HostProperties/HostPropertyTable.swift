//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The properties of a host, as data: what can be set first, then the limits.
enum HostPropertyTable {
    static let rows = places + space + services + behaviour + limits

    static func row(_ name: String) -> HostPropertyRow? { rows.first { $0.name == name } }

    private static let places: [HostPropertyRow] = [
        .text(
            "machine-folder", "the folder that new machines are made in", { try await $0.getDefaultMachineFolder() },
            { try await $0.setDefaultMachineFolder($1) }),
        .text(
            "disk-format", "the format of new disks", { try await $0.getDefaultHardDiskFormat() },
            { try await $0.setDefaultHardDiskFormat($1) }),
        .text(
            "additions-iso", "the disc of the Guest Additions", { try await $0.getDefaultAdditionsISO() },
            { try await $0.setDefaultAdditionsISO($1) }),
        .text(
            "autostart-folder", "the folder of machines' autostart", { try await $0.getAutostartDatabasePath() },
            { try await $0.setAutostartDatabasePath($1) }),
    ]

    private static let space: [HostPropertyRow] = [
        .number(
            "free-space-warning", .bytes, "room on a disk, below which VirtualBox warns",
            { try await $0.getFreeDiskSpaceWarning() },
            { try await $0.setFreeDiskSpaceWarning($1) }),
        .number(
            "free-space-warning-percent", .percent, "the same, as a part of the disk",
            { try await $0.getFreeDiskSpacePercentWarning() },
            { try await $0.setFreeDiskSpacePercentWarning($1) }),
        .number(
            "free-space-error", .bytes, "room on a disk, below which VirtualBox stops machines",
            { try await $0.getFreeDiskSpaceError() },
            { try await $0.setFreeDiskSpaceError($1) }),
        .number(
            "free-space-error-percent", .percent, "the same, as a part of the disk",
            { try await $0.getFreeDiskSpacePercentError() },
            { try await $0.setFreeDiskSpacePercentError($1) }),
    ]

    private static let services: [HostPropertyRow] = [
        .text(
            "web-service-auth-library", "how web services check logons; a service reads it once",
            { try await $0.getWebServiceAuthLibrary() },
            { try await $0.setWebServiceAuthLibrary($1) }),
        .text(
            "remote-display-auth-library", "how remote displays check logons",
            { try await $0.getVRDEAuthLibrary() },
            { try await $0.setVRDEAuthLibrary($1) }),
        .text(
            "remote-display-pack", "the extension pack that shows remote displays",
            { try await $0.getDefaultVRDEExtPack() },
            { try await $0.setDefaultVRDEExtPack($1) }),
        .text(
            "encryption-pack", "the extension pack that encrypts machines",
            { try await $0.getDefaultCryptoExtPack() },
            { try await $0.setDefaultCryptoExtPack($1) }),
        HostPropertyRow(
            name: "proxy-mode", kind: .choice, summary: "how VirtualBox reaches the Internet",
            words: ProxyMode.knownValues.map(\.rawValue), read: { try await $0.system.getProxyMode().rawValue },
            write: { try await $0.setProxyMode(ProxyMode(rawValue: $1)) }),
        .text(
            "proxy-url", "the proxy, where the mode is Manual", { try await $0.getProxyURL() },
            { try await $0.setProxyURL($1) }),
    ]

    private static let behaviour: [HostPropertyRow] = [
        .number(
            "log-history", .number, "how many older logs of a machine are kept",
            { try await $0.getLogHistoryCount() },
            { try await $0.setLogHistoryCount($1) }),
        .text(
            "logging-level", "what VirtualBox's server logs", { try await $0.getLoggingLevel() },
            { try await $0.setLoggingLevel($1) }),
        .text(
            "frontend", "how machines are started where nothing is said", { try await $0.getDefaultFrontend() },
            { try await $0.setDefaultFrontend($1) }),
        .text(
            "language", "the language of VirtualBox's messages", { try await $0.getLanguageId() },
            { try await $0.setLanguageId($1) }),
        .text("audio-driver", "the host's audio driver", { try await $0.getDefaultAudioDriver().rawValue }),
        HostPropertyRow(
            name: "disk-formats", kind: .list, summary: "the formats that disks can have",
            read: { stage in
                try await stage.system.getMediumFormats().concurrentMap { try await $0.getId() }
                    .joined(separator: ",")
            }),
    ]

    private static let limits: [HostPropertyRow] = [
        .number("memory-min", .mebibytes, "the least memory of a machine", { try await $0.getMinGuestRAM() }),
        .number("memory-max", .mebibytes, "the most memory of a machine", { try await $0.getMaxGuestRAM() }),
        .number("video-memory-min", .mebibytes, "the least video memory", { try await $0.getMinGuestVRAM() }),
        .number("video-memory-max", .mebibytes, "the most video memory", { try await $0.getMaxGuestVRAM() }),
        .number("cpus-min", .number, "the fewest CPUs", { try await $0.getMinGuestCPUCount() }),
        .number("cpus-max", .number, "the most CPUs", { try await $0.getMaxGuestCPUCount() }),
        .number("monitors-max", .number, "the most screens", { try await $0.getMaxGuestMonitors() }),
        .number("disk-size-max", .bytes, "the largest disk", { try await $0.getInfoVDSize() }),
        HostPropertyRow(
            name: "serial-ports", kind: .number, summary: "the most serial ports",
            read: { "\(try await $0.ports.serial())" }),
        HostPropertyRow(
            name: "parallel-ports", kind: .number, summary: "the most parallel ports",
            read: { "\(try await $0.ports.parallel())" }),
        HostPropertyRow(
            name: "boot-devices", kind: .number, summary: "how many devices a machine tries to boot from",
            read: { "\(try await $0.ports.bootPositions())" }),
    ]
}
