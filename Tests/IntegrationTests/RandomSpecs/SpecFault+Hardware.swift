//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

extension SpecFault {
    static let ofHardware: [SpecFault] = [
        SpecFault("memoryBalloon", "no whole number") { draft, _ in
            draft.spec.memoryBalloon = DataSize(bytes: 1_000_001)
            return "memoryBalloon"
        },
        SpecFault("memoryBalloon", "as much as there is") { draft, _ in
            draft.spec.memoryBalloon = .gibibytes(9_000_000)
            return "memoryBalloon"
        },
        SpecFault("cpu.executionCap", \.cpu.executionCap, 0, 101, -1),
        SpecFault("cpu.portability", \.cpu.portability, -1, 4),
        SpecFault("cpu.mitigations", \.cpu.mitigations, [.specCtrl, .specCtrl]),
        SpecFault("cpu.x2apic", "no APIC") { draft, _ in
            (draft.spec.cpu.apic, draft.spec.cpu.x2apic) = (false, true)
            return "cpu.x2apic"
        },
        SpecFault("cpu.profile", \.cpu.profile, "a\u{1}"),
        SpecFault("graphics.monitors", \.graphics.monitors, 0, 65, -1),
        SpecFault("graphics.acceleration3D", "a controller that has none") { draft, maker in
            draft.spec.graphics.controller = maker.one([.vboxvga, .qemuRamFB, .none])
            draft.spec.graphics.acceleration3D = true
            return "graphics.acceleration3D"
        },
        SpecFault("platform.iommu", "the wrong chipset") { draft, maker in
            draft.spec.platform.chipset = .piix3
            draft.spec.platform.iommu = maker.one([.amd, .intel])
            return "platform.iommu"
        },
        SpecFault("platform.tpmLocation", \.platform.tpmLocation, "\u{3}"),
        SpecFault(
            "boot.order", \.boot.order, [.disk, .disk], [.floppy, .dvd, .disk, .network, .floppy], [.disk, .none]),
        SpecFault("boot.logoTime", \.boot.logoTime, -1, 1 << 32),
        SpecFault("boot.logoFile", \.boot.logoFile, "/tmp/\u{1}.bmp"),
        SpecFault("boot.secureBoot", "a BIOS") { draft, _ in
            draft.spec.firmware = .bios
            draft.spec.boot.secureBoot = true
            return "boot.secureBoot"
        },
        SpecFault("audio.codec", "one of another model") { draft, maker in
            draft.spec.audio.controller = maker.one([.ac97, .sb16, .hda])
            draft.spec.audio.codec = Audio.Codec.none
            return "audio.codec"
        },
        SpecFault("audio.codec", "no model") { draft, _ in
            draft.spec.audio.controller = nil
            draft.spec.audio.codec = .sb16
            return "audio.codec"
        },
        SpecFault("teleporter.port", \.teleporter.port, -1, 65_536),
        SpecFault("teleporter.address", \.teleporter.address, "a\u{1}"),
        SpecFault("autostart.delay", \.autostart.delay, -1, 1 << 32),
        SpecFault("ioCache.size", \.ioCache.size, .mebibytes(0), .gibibytes(1), DataSize(bytes: 3)),
        SpecFault("remoteDisplay.authenticationTimeout", \.remoteDisplay.authenticationTimeout, -1, 1 << 32),
        SpecFault(
            "remoteDisplay.ports", \.remoteDisplay.ports, "", "abc", "70000", "1,,2", "3389, 3390", "20-10", "1-2-3"),
        SpecFault("remoteDisplay.address", \.remoteDisplay.address, "\u{1}"),
        SpecFault("remoteDisplay.extensionPack", \.remoteDisplay.extensionPack, "\u{1}"),
        SpecFault("remoteDisplay.authenticationLibrary", \.remoteDisplay.authenticationLibrary, "\u{1}"),
        SpecFault("snapshotFolder", \.snapshotFolder, "", ".", "..", "../x", "/a/../b", "a\u{1}"),
    ]

    /// What is wrong on this host only: it is no Mac and no Windows, and has no place for what starts with it.
    static let ofHost: [SpecFault] = [
        SpecFault("audio.driver", \.audio.driver, .winMM, .directSound, .was, .coreAudio, .mmpm, .solaris),
        SpecFault("autostart.enabled", \.autostart.enabled, true),
        SpecFault("autostart.stop", \.autostart.stop, .saveState, .powerOff, .acpiShutdown),
        SpecFault("networks.attachment", "host-only networks") { draft, _ in
            draft.place(card: NetworkAdapter(.hostOnlyNetwork(network: "x")), "attachment")
        },
        SpecFault("networks.interface", "an interface that is not there") { draft, maker in
            draft.place(card: maker.chance(50) ? .bridged("none7") : .hostOnly("none7"), "interface")
        },
    ]
}
