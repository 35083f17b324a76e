//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

extension SpecFault {
    static let ofStorage: [SpecFault] = [
        controller("name", "none") { controller, _ in controller.name = "" },
        controller("name", "a control character") { controller, _ in controller.name = "\u{1}" },
        SpecFault("storage.name twice", "one of another") { draft, _ in
            _ = draft.place(controller: .sata("twin"))
            return draft.place(controller: .sata("twin")) + ".name"
        },
        SpecFault("storage.bus", "too many") { draft, _ in
            let number = draft.spec.storage.count { $0.bus == .floppy }
            for index in number..<1 { _ = draft.place(controller: .floppy("floppy \(index)")) }
            return draft.place(controller: .floppy("one too many")) + ".bus"
        },
        controller("devices", "more than there are slots") { controller, _ in
            controller.devices = Array(repeating: nil, count: 31)
        },
        controller("model", "one of another bus") { controller, maker in
            controller.model = maker.one([.piix3, .lsiLogic, .i82078, .nvme])
        },
        controller("ports", "none that it can have") { controller, maker in
            controller.ports = maker.one([-1, 0, 31])
        },
        controller("ports", "less than its devices need") { controller, _ in
            controller.devices = [.dvd(), .dvd()]
            controller.ports = 1
        },
        device("", .disk("relative.vdi"), .dvd("a.iso"), .disk("")),
        device("", .newDisk(DataSize(bytes: 1_000)), .newDisk(.gibibytes(3_000))),
        device("", .floppy(), .floppy("/tmp/a.img")),
        device(".temporaryEject", .newDisk(.mebibytes(1)).with { $0.temporaryEject = true }),
        device(".nonRotational", .dvd().with { $0.nonRotational = true }),
        device(".discard", .dvd().with { $0.discard = true }),
        device(".bandwidthGroup", .dvd().with { $0.bandwidthGroup = "no such group" }),
        SpecFault("storage.devices twice", "a disk in two slots") { draft, maker in
            let disk = StorageDevice.disk("\(maker.surroundings.folder)/twice.vdi")
            return draft.place(controller: .sata("twice", devices: [disk, disk])) + ".devices[1]"
        },
        SpecFault("storage.devices bandwidthGroup", "a group of cards") { draft, _ in
            draft.spec.bandwidthGroups.append(BandwidthGroup(name: "of cards", kind: .network, limit: .mebibytes(1)))
            let device = StorageDevice.dvd().with { $0.bandwidthGroup = "of cards" }
            return draft.place(controller: .sata("grouped", devices: [device])) + ".devices[0].bandwidthGroup"
        },
        SpecFault("storage.devices hotPluggable", "what it can not be") { draft, maker in
            let buses = [StorageController.Bus.sas, .virtio, .usb]
            let bus = maker.one(buses.filter { bus in bus != .usb || !draft.spec.storage.contains { $0.bus == bus } })
            let device = StorageDevice.dvd().with { $0.hotPluggable = bus != .usb }
            return draft.place(controller: StorageController(name: "plug", bus: bus, devices: [device]))
                + ".devices[0].hotPluggable"
        },
        SpecFault("storage.devices nvme", "a drive") { draft, _ in
            draft.place(controller: .nvme("drive", devices: [.dvd()])) + ".devices[0]"
        },
    ]

    static let ofBootDisk: [SpecFault] = [
        SpecFault("bootDisk", "no such controller") { draft, _ in
            draft.spec.bootDisk.controller = "no such controller"
            return "bootDisk.controller"
        },
        SpecFault("bootDisk", "no such slot") { draft, maker in
            draft.spec.bootDisk.slot = maker.one([-1, 1_000])
            return "bootDisk.slot"
        },
        SpecFault("bootDisk", "beyond the ports") { draft, _ in
            _ = draft.place(controller: StorageController(name: "short", bus: .sata, ports: 2))
            draft.spec.bootDisk = BootDisk(controller: "short", slot: 2)
            return "bootDisk.slot"
        },
        SpecFault("bootDisk", "a slot that is taken") { draft, _ in
            _ = draft.place(controller: .sata("taken", devices: [.dvd()]))
            draft.spec.bootDisk = BootDisk(controller: "taken", slot: 0)
            return "bootDisk.slot"
        },
        SpecFault("bootDisk", "too large") { draft, _ in
            draft.spec.bootDisk.size = .gibibytes(3_000)
            return "bootDisk.size"
        },
        SpecFault("bootDisk", "a floppy") { draft, _ in
            if !draft.spec.storage.contains(where: { $0.bus == .floppy }) {
                _ = draft.place(controller: .floppy("floppies"))
            }
            let floppy = draft.spec.storage.firstIndex { $0.bus == .floppy } ?? 0
            draft.spec.storage[floppy].devices = []
            draft.spec.bootDisk = BootDisk(controller: draft.spec.storage[floppy].name)
            return "bootDisk.controller"
        },
    ]

    private static func controller(
        _ key: String, _ name: String, _ spoil: @escaping @Sendable (inout StorageController, inout SpecMaker) -> Void
    ) -> SpecFault {
        SpecFault("storage.\(key)", name) { draft, maker in
            var controller = StorageController.sata("extra \(draft.spec.storage.count)")
            spoil(&controller, &maker)
            return draft.place(controller: controller) + ".\(key)"
        }
    }

    private static func device(_ key: String, _ devices: StorageDevice...) -> SpecFault {
        SpecFault("storage.devices\(key)", "\(devices)") { draft, maker in
            let name = "extra \(draft.spec.storage.count)"
            return draft.place(controller: .sata(name, devices: [nil, maker.one(devices)])) + ".devices[1]\(key)"
        }
    }
}

extension SpecFault.Draft {
    /// Adds a controller; gives its place.
    mutating func place(controller: StorageController) -> String {
        spec.storage.append(controller)
        return "storage[\(spec.storage.count - 1)]"
    }
}

extension StorageDevice {
    fileprivate func with(_ change: (inout Self) -> Void) -> Self {
        var device = self
        change(&device)
        return device
    }
}
