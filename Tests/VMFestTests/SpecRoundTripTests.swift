//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

struct SpecRoundTripTests {
    /// Texts that YAML could take for something else.
    private static let awkward = [
        "", "null", "~", "Null", "true", "yes", "off", "1", "1.0", "0x10", "1:30", "2026-01-01", "- a", "a: b", "# x",
        "*a", "&a", "!a", "%a", "@a", "'", "\"", "\\", " a", "a ", "a\n", "\na", "a\nb\n\nc", "a\tb", "é😀", "<<", "=",
        "a\r\nb", "---", "...", "[", "{}", "?", "|", ">", "\u{85}", "\u{2028}", String(repeating: "word ", count: 60),
    ]

    @Test("What is written as YAML is read back", arguments: [MachineSpec(), .full])
    func yaml(spec: MachineSpec) throws {
        #expect(try MachineSpec(yaml: spec.yaml()) == spec)
    }

    @Test("What is written as JSON is read back, as JSON and as YAML", arguments: [MachineSpec(), .full])
    func json(spec: MachineSpec) throws {
        let data = try JSONEncoder().encode(spec)
        #expect(try JSONDecoder().decode(MachineSpec.self, from: data) == spec)
        #expect(try MachineSpec(yaml: String(decoding: data, as: UTF8.self)) == spec)
    }

    @Test("No text is taken for something else", arguments: awkward)
    func awkwardText(text: String) throws {
        let spec = MachineSpec(
            osType: text,
            description: text,
            networks: [
                NetworkAdapter(.internal(network: text), macAddress: text),
                .nat(forwards: [PortForward(name: text, hostAddress: text, hostPort: 1, guestPort: 1)]),
            ],
            storage: [.sata(text, devices: [.disk(text), .dvd(text), .floppy(text)])],
            bootDisk: BootDisk(controller: text),
            sharedFolders: [SharedFolder(name: text, path: text, mountPoint: text)],
            serialPorts: [SerialPort(file: text)]
        )
        #expect(try MachineSpec(yaml: spec.yaml()) == spec)
    }

    @Test("YAML has all parts, in alphabetical order")
    func keys() throws {
        let lines = try MachineSpec().yaml().split(separator: "\n").filter { $0.first?.isLetter == true }
        #expect(
            lines.compactMap { $0.split(separator: ":").first } == [
                "bootDisk", "cpus", "description", "firmware", "graphics", "memory", "networks", "osType",
                "serialPorts", "sharedFolders", "storage",
            ])
    }
}
