//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import TestSupport
import VMFest

/// Makes random specs that are valid, each part of the spec in all its kinds.
///
/// What a seed makes is always the same.
struct SpecMaker {
    /// What a spec may refer to.
    struct Surroundings: Sendable {
        /// A folder of the test's.
        var folder: String

        /// Interfaces of the host that cards can be bridged to.
        var bridges: [String] = []

        /// A disc image.
        var disc: String

        /// An image of a floppy disk and a disk that no other machine has.
        var floppy: String
        var disk: String

        /// The first of 2,000 ports of the host that no other machine forwards.
        var firstPort = 20_000
    }

    private var numbers: SeededNumbers
    let surroundings: Surroundings

    init(seed: UInt64, _ surroundings: Surroundings) {
        numbers = SeededNumbers(seed: seed)
        self.surroundings = surroundings
    }

    /// A spec; with an image, its disk has a place.
    mutating func spec(hasImage: Bool) -> MachineSpec {
        var spec = MachineSpec(
            memory: .mebibytes(number(4...2_048)), cpus: number(1...4), firmware: one(Firmware.allCases),
            osType: one(["Linux_64", "Debian_64", "Windows10_64", "Windows98", "FreeBSD", "MacOS_64", "Other", "DOS"]),
            description: chance(60) ? text() : "", graphics: graphics())
        spec.memoryBalloon = maybe { .mebibytes($0.number(0...(spec.memory.mebibytes * 9 / 10 - 1))) }
        spec.cpu = cpu()
        let cpus = spec.cpus
        if spec.cpu.hotPlug == true { spec.cpu.sockets = maybe { $0.number(cpus...16) } }
        if spec.cpu.apic == false, spec.cpu.x2apic == true { spec.cpu.x2apic = nil }
        spec.platform = platform()
        spec.boot = boot(spec.firmware)
        spec.audio = audio()
        spec.input = InputDevices(pointing: any(), keyboard: any())
        spec.usb = usb()
        spec.sharing = Sharing(clipboard: any(), clipboardFiles: flag(), dragAndDrop: any())
        spec.remoteDisplay = remoteDisplay()
        spec.teleporter = Teleporter(
            enabled: flag(), port: maybe { $0.number(0...65_535) },
            address: maybe { $0.one(["", "127.0.0.1", "host"]) }
        )
        spec.autostart = Autostart(delay: maybe { $0.number(0...100_000) })
        spec.ioCache = IOCache(enabled: flag(), size: maybe { .mebibytes($0.number(1...1_023)) })
        spec.priority = any()
        let folder = surroundings.folder
        spec.snapshotFolder = maybe { $0.one(["states", "S p", "\(folder)/snapshots"]) }
        spec.hardwareUUID = maybe { $0.uuid() }
        spec.bandwidthGroups = list(0...4) { maker, index in
            BandwidthGroup(
                name: "\(maker.text()) \(index)", kind: maker.one(BandwidthGroup.Kind.allCases),
                limit: DataSize(bytes: Int64(maker.number(0...1_000_000_000_000))))
        }
        spec.networks = networks(spec)
        spec.storage = storage(spec)
        if hasImage { placeDisk(in: &spec) }
        spec.sharedFolders = list(0...3) { maker, index in
            SharedFolder(
                name: "\(maker.text())\(index)", path: maker.one(["/tmp", "/", folder]), writable: maker.chance(50),
                automount: maker.chance(50), mountPoint: maker.one(["", "/mnt/a b", "Z:"]))
        }
        spec.serialPorts = list(0...4) { $0.serialPort($1) }
        spec.parallelPorts = list(0...2) { maker, _ in
            ParallelPort(
                device: maker.one(["/dev/parport0", "/dev/usb/lp1"]), ioAddress: maker.maybe { $0.number(1...65_535) },
                irq: maker.maybe { $0.number(0...255) }, enabled: maker.flag())
        }
        return spec
    }
}

extension SpecMaker {
    mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &numbers) }

    /// Whether something of this likelihood, in percent, happens.
    mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

    mutating func one<Element>(_ choices: [Element]) -> Element { choices[number(0...(choices.count - 1))] }

    /// One of the kinds that there are, or none.
    mutating func any<Choice: CaseIterable>() -> Choice? { maybe { $0.one(Array(Choice.allCases)) } }

    mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? { chance(60) ? make(&self) : nil }

    mutating func flag() -> Bool? { maybe { $0.chance(50) } }

    mutating func list<Element>(_ counts: ClosedRange<Int>, _ make: (inout Self, Int) -> Element) -> [Element] {
        let count = chance(30) ? counts.lowerBound : number(counts)
        return (0..<count).map { make(&self, $0) }
    }

    mutating func shuffled<Element>(_ list: [Element]) -> [Element] { list.shuffled(using: &numbers) }

    /// A text such as people give, or one that formats stumble over.
    mutating func text() -> String {
        one(["web", "a b", "ä <&> 𝄞", "'q' \"q\"", "%s\\n", "x=1;y", "- a: #b", "null", "日本", "a]]>b", "ü/ö"])
    }

    mutating func uuid() -> UUID {
        var digits = (0..<32).map { _ in String(number(0...15), radix: 16) }
        for place in [20, 16, 12, 8] { digits.insert("-", at: place) }
        return UUID(uuidString: digits.joined()) ?? UUID()
    }
}
