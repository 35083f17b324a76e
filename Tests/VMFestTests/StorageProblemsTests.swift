//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBoxAPI

@testable import VMFest
@testable import VirtualBox

struct StorageProblemsTests {
    typealias Controller = VMFest.StorageController

    private func problems(_ storage: [Controller], boot: BootDisk? = nil) -> [SpecProblem] {
        MachineSpec(storage: storage, bootDisk: boot ?? BootDisk(controller: "SATA"))
            .problems(within: .sample, hasImage: boot != nil)
    }

    @Test("Controllers have names of their own")
    func names() {
        #expect(
            problems([.sata("A"), .ide(""), .scsi("A")]) == [
                SpecProblem("storage[1].name", "is empty"),
                SpecProblem("storage[2].name", "'A' is the name of another controller"),
            ])
    }

    @Test("There are as many controllers of a bus as the host allows")
    func count() {
        #expect(problems((0..<8).map { .sata("\($0)") }).isEmpty)
        #expect(
            problems([.ide("A"), .sata("B"), .ide("C")]) == [
                SpecProblem("storage[2].bus", "there can be 1 ide controllers in a machine")
            ])
    }

    @Test("A bus that the host lacks can not be made")
    func missingBus() {
        var limits = HostLimits.sample
        limits.buses[.pcie] = nil
        #expect(
            MachineSpec(storage: [.nvme("N")]).problems(within: limits, hasImage: false) == [
                SpecProblem("storage[0].bus", "the host can not make nvme")
            ])
    }

    @Test(
        "A controller has as many slots as ports times devices",
        arguments: [(Controller.Bus.ide, 4), (.sata, 30), (.scsi, 16), (.floppy, 2), (.usb, 8)])
    func slots(bus: Controller.Bus, slots: Int) {
        let full = Controller(name: "A", bus: bus, devices: Array(repeating: nil, count: slots))
        let over = Controller(name: "A", bus: bus, devices: Array(repeating: nil, count: slots + 1))
        #expect(problems([full]).isEmpty)
        #expect(
            problems([over]) == [SpecProblem("storage[0].devices", "\(slots + 1) are more than its \(slots) slots")])
    }

    @Test("A host that claims absurdly many slots is no crash")
    func absurdLimits() {
        var limits = HostLimits.sample
        limits.buses[.sata] = .init(controllers: .max, ports: .max, minimumPorts: 0, devicesPerPort: .max)
        #expect(MachineSpec().problems(within: limits, hasImage: true).isEmpty)
    }

    @Test(
        "A device fits on its controller",
        arguments: [
            (Controller.floppy("A", devices: [.dvd()]), "floppy"), (.floppy("A", devices: [.disk("/a")]), "floppy"),
            (.sata("A", devices: [.floppy()]), "sata"), (.nvme("A", devices: [.dvd("/a")]), "nvme"),
        ])
    func device(controller: Controller, bus: String) {
        #expect(
            problems([controller]) == [
                SpecProblem("storage[0].devices[0]", "no such device fits on a controller of type \(bus)")
            ])
    }

    @Test(
        "A path is absolute",
        arguments: [
            Controller.sata("A", devices: [.disk("d/a.vdi")]), .sata("A", devices: [.dvd("d/a.vdi")]),
            .floppy("A", devices: [.floppy("d/a.vdi")]),
        ])
    func path(controller: Controller) {
        #expect(
            problems([controller]) == [SpecProblem("storage[0].devices[0]", "'d/a.vdi' is not an absolute path")])
    }

    @Test("A new disk has at least 1 MiB")
    func newDisk() {
        #expect(problems([.sata("A", devices: [.newDisk(.mebibytes(1))])]).isEmpty)
        #expect(
            problems([.sata("A", devices: [nil, .newDisk(DataSize(bytes: 1_023))])]) == [
                SpecProblem("storage[0].devices[1]", "1023 B is less than 1 MiB")
            ])
    }

    @Test("An image's disk needs an empty slot of a controller that carries disks")
    func bootDisk() {
        let storage: [Controller] = [.sata("SATA", devices: [.dvd(), nil]), .floppy("F")]
        func problem(_ controller: String, _ slot: Int) -> [String] {
            problems(storage, boot: BootDisk(controller: controller, slot: slot)).map(\.description)
        }
        #expect(problem("SATA", 1).isEmpty)
        #expect(problem("SATA", 29).isEmpty)
        #expect(
            problem("IDE", 0) == [
                "bootDisk.controller: there is no controller 'IDE' in storage; there is 'SATA', 'F'"
            ])
        #expect(problem("SATA", 30) == ["bootDisk.slot: 30 is none of the controller's 30 slots"])
        #expect(problem("SATA", -1) == ["bootDisk.slot: -1 is none of the controller's 30 slots"])
        #expect(problem("SATA", 0) == ["bootDisk.slot: slot 0 has a device already; the image needs it empty"])
        #expect(problem("F", 0) == ["bootDisk.controller: no disk fits on a controller of type floppy"])
    }

    @Test("Without an image the place of its disk means nothing")
    func noImage() {
        #expect(problems([]).isEmpty)
        #expect(
            problems([], boot: BootDisk(controller: "SATA")) == [
                SpecProblem("bootDisk.controller", "there is no controller 'SATA' in storage")
            ])
    }
}
