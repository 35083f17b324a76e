//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBox

@testable import VMFest

struct HardwareProblemsTests {
    private func problems(_ spec: MachineSpec, hasImage: Bool = false) -> [SpecProblem] {
        spec.problems(within: .sample, hasImage: hasImage)
    }

    @Test("The default spec and a full one fit", arguments: [MachineSpec(), .full], [true, false])
    func fitting(spec: MachineSpec, hasImage: Bool) {
        #expect(problems(spec, hasImage: hasImage).isEmpty)
    }

    @Test("All problems are found at once, each with its place")
    func all() {
        let spec = MachineSpec(
            memory: .mebibytes(1), cpus: 0, graphics: Graphics(videoMemory: .mebibytes(257)),
            networks: [
                .nat(forwards: [PortForward(hostPort: -1, guestPort: 65_536)]),
                NetworkAdapter(.bridged(interface: ""), macAddress: "xyz"),
            ],
            storage: [.sata("", devices: [.disk("./relative"), .floppy()])],
            bootDisk: BootDisk(controller: "none"),
            sharedFolders: [SharedFolder(name: "", path: "relative")],
            serialPorts: [SerialPort(file: "a/b")])
        #expect(
            problems(spec, hasImage: true).map(\.place) == [
                "memory", "graphics.videoMemory", "cpus", "networks[0].forwards[0].hostPort",
                "networks[0].forwards[0].guestPort", "networks[1].macAddress", "networks[1].interface",
                "storage[0].name", "storage[0].devices[0]", "storage[0].devices[1]", "bootDisk.controller",
                "sharedFolders[0].name", "sharedFolders[0].path", "serialPorts[0].file",
            ])
    }

    @Test(
        "Memory is whole MiB within the host's limits",
        arguments: [
            (DataSize.mebibytes(4), nil), (.mebibytes(4_096), nil),
            (.mebibytes(3), "3 MiB is not between 4 MiB and 4096 MiB"),
            (.mebibytes(4_097), "4097 MiB is not between 4 MiB and 4096 MiB"),
            (DataSize(bytes: 5_000_000), "5000000 B is not a whole number of MiB"),
            (.gibibytes(.max), "9223372036854775807 B is not a whole number of MiB"),
        ])
    func memory(size: DataSize, message: String?) {
        #expect(problems(MachineSpec(memory: size)) == (message.map { [SpecProblem("memory", $0)] } ?? []))
    }

    @Test(
        "There are as many sockets as CPUs, or more, where CPUs can be plugged",
        arguments: [(true, 2, true), (true, 4, true), (true, 1, false), (true, 100_000, false), (false, 4, false)])
    func sockets(hotPlug: Bool, sockets: Int, fits: Bool) {
        var spec = MachineSpec(cpus: 2)
        (spec.cpu.hotPlug, spec.cpu.sockets) = (hotPlug, sockets)
        #expect(problems(spec).map(\.place) == (fits ? [] : ["cpu.sockets"]))
    }

    @Test(
        "Video memory is whole MiB within the host's limits",
        arguments: [
            (DataSize.mebibytes(2), true), (.mebibytes(1), false), (.mebibytes(256), true), (.mebibytes(257), false),
            (DataSize(bytes: 1), false),
        ])
    func videoMemory(size: DataSize, fits: Bool) {
        let places = problems(MachineSpec(graphics: Graphics(videoMemory: size))).map(\.place)
        #expect(places == (fits ? [] : ["graphics.videoMemory"]))
    }

    @Test(
        "CPUs are as many as the host allows",
        arguments: [(1, true), (8, true), (0, false), (9, false), (-1, false), (Int.max, false)])
    func cpus(count: Int, fits: Bool) {
        let expected = [SpecProblem("cpus", "\(count) is not between 1 and 8")]
        #expect(problems(MachineSpec(cpus: count)) == (fits ? [] : expected))
    }

    @Test("Shared folders have names of their own and absolute paths")
    func sharedFolders() {
        let folders = [
            SharedFolder(name: "a", path: "/a"), SharedFolder(name: "b", path: "C:\\b"),
            SharedFolder(name: "a", path: "/c"), SharedFolder(name: "", path: "d"),
        ]
        #expect(
            problems(MachineSpec(sharedFolders: folders)) == [
                SpecProblem("sharedFolders[2].name", "'a' is the name of another folder"),
                SpecProblem("sharedFolders[3].name", "is empty"),
                SpecProblem("sharedFolders[3].path", "'d' is not an absolute path"),
            ])
    }

    @Test("Serial ports are as many as the host allows, each with a file of its own")
    func serialPorts() {
        let files = ["a.log", "/var/b.log", "a.log", "c/d.log", ""]
        #expect(
            problems(MachineSpec(serialPorts: files.map(SerialPort.init(file:)))) == [
                SpecProblem("serialPorts", "5 are more than the 4 there can be"),
                SpecProblem("serialPorts[2].file", "another port writes to the same file"),
                SpecProblem("serialPorts[3].file", "'c/d.log' is neither an absolute path nor a plain file name"),
                SpecProblem("serialPorts[4].file", "'' is neither an absolute path nor a plain file name"),
            ])
    }
}
