//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VMFest

struct YAMLHazardTests {
    @Test(
        "What is no YAML is refused as such",
        arguments: [
            "a: b: c", "memory: [1", "\tcpus: 1", "cpus: 1\n  memory: 2", "*unknown", "cpus: 1\n---\ncpus: 2", "\"x",
        ])
    func noYAML(text: String) throws {
        let error = try #require(throws: VMFestError.self) { try MachineSpec(yaml: text) }
        #expect(error.code == .invalidSpec)
        #expect(error.problems.count == 1)
        #expect(error.problems.first?.message.isEmpty == false)
    }

    @Test("A key that is there twice is refused")
    func twice() throws {
        #expect(try problems(reading: "cpus: 1\ncpus: 2").count == 1)
    }

    @Test("Anchors and aliases are a way to write less")
    func aliases() throws {
        let spec = try MachineSpec(
            yaml: """
                networks:
                  - &card {attachment: internal, network: lan, model: virtio}
                  - *card
                """)
        let card = NetworkAdapter(.internal(network: "lan"), model: .virtio)
        #expect(spec.networks == [card, card])
    }

    @Test("Aliases that stand for billions of values do not explode", arguments: ["memory", "networks", "lol"])
    func billionLaughs(key: String) throws {
        var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        for level in 1...12 {
            let alias = "*a\(level - 1)"
            lines.append("a\(level): &a\(level) [\(Array(repeating: alias, count: 10).joined(separator: ", "))]")
        }
        #expect(try !problems(reading: (lines + ["\(key): *a12"]).joined(separator: "\n")).isEmpty)
    }

    @Test("Deep nesting is refused and not a crash", arguments: ["[", "{a: "])
    func deep(opening: String) throws {
        #expect(try !problems(reading: "memory: " + String(repeating: opening, count: 500)).isEmpty)
    }
}
