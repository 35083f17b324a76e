//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBoxAPI

@testable import VMFest

struct SlotTests {
    @Test(
        "A slot is a port and a device, as the bus counts",
        arguments: [
            (VMFest.StorageController.Bus.ide, 0, Int32(0), Int32(0)), (.ide, 1, 0, 1), (.ide, 2, 1, 0),
            (.ide, 3, 1, 1),
            (.floppy, 0, 0, 0), (.floppy, 1, 0, 1), (.sata, 0, 0, 0), (.sata, 29, 29, 0), (.scsi, 15, 15, 0),
            (.sas, 254, 254, 0), (.virtio, 255, 255, 0), (.nvme, 3, 3, 0), (.usb, 7, 7, 0),
        ])
    func position(bus: VMFest.StorageController.Bus, slot: Int, port: Int32, device: Int32) {
        #expect(bus.position(ofSlot: slot) == (port, device))
    }

    @Test("Every slot of a bus has a place of its own", arguments: VMFest.StorageController.Bus.allCases)
    func unique(bus: VMFest.StorageController.Bus) {
        let slots = bus == .ide ? 4 : bus == .floppy ? 2 : 8
        let places = Set((0..<slots).map { "\(bus.position(ofSlot: $0))" })
        #expect(places.count == slots)
    }

    @Test("An attachment is at its controller's slot")
    func attachment() {
        let attachment = Attachment(.ide("IDE"), slot: 3, type: .dvd, medium: nil)
        #expect(attachment.controller == "IDE")
        #expect(attachment.port == 1)
        #expect(attachment.device == 1)
        #expect(attachment.medium == nil)
    }

    @Test("A bus carries what fits on it", arguments: VMFest.StorageController.Bus.allCases)
    func carries(bus: VMFest.StorageController.Bus) {
        #expect(bus.carries(.floppy()) == (bus == .floppy))
        #expect(bus.carries(.disk("/a")) == (bus != .floppy))
        #expect(bus.carries(.newDisk(.gibibytes(1))) == (bus != .floppy))
        #expect(bus.carries(.dvd()) == (bus != .floppy && bus != .nvme))
    }
}
