//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension MachineSpec {
    /// A number that a spec may say, and what it may be.
    private struct Range: Sendable {
        let place: String
        let value: @Sendable (MachineSpec) -> Int?
        let range: ClosedRange<Int>
    }

    private static let largest = Int(UInt32.max)

    /// VirtualBox's own limits, which are the same in all versions.
    private static let ranges: [Range] = [
        Range(place: "cpu.executionCap", value: { $0.cpu.executionCap }, range: 1...100),
        Range(place: "cpu.portability", value: { $0.cpu.portability }, range: 0...3),
        Range(place: "graphics.monitors", value: { $0.graphics.monitors }, range: 1...64),
        Range(place: "boot.logoTime", value: { $0.boot.logoTime }, range: 0...largest),
        Range(place: "autostart.delay", value: { $0.autostart.delay }, range: 0...largest),
        Range(place: "teleporter.port", value: { $0.teleporter.port }, range: 0...65_535),
        Range(
            place: "remoteDisplay.authenticationTimeout", value: { $0.remoteDisplay.authenticationTimeout },
            range: 0...largest),
    ]

    /// What is wrong with the parts that a machine has one of.
    func hardwareProblems() -> [SpecProblem] {
        var problems = Self.ranges.compactMap { row in
            row.value(self).flatMap { Self.check($0, row.place, row.range) }
        }
        problems += memoryBalloonProblems() + bootProblems() + platformProblems() + usbProblems()
        problems += graphicsProblems() + audioProblems()
        if let size = ioCache.size {
            problems += Self.check(size, "ioCache.size", 1...1_023)
        }
        if let mitigations = cpu.mitigations, Set(mitigations).count < mitigations.count {
            problems.append(SpecProblem("cpu.mitigations", "something is there twice"))
        }
        if cpu.x2apic == true, cpu.apic == false {
            problems.append(SpecProblem("cpu.x2apic", "needs cpu.apic, which is off"))
        }
        if let ports = remoteDisplay.ports, !Self.isPortList(ports) {
            problems.append(
                SpecProblem("remoteDisplay.ports", "'\(ports)' is no list of ports, such as 3389 or 5000,5010-5012"))
        }
        if let folder = snapshotFolder {
            let isBad = folder.split(whereSeparator: { $0 == "/" || $0 == "\\" }).contains("..")
            if isBad || folder.isEmpty || folder == "." {
                problems.append(
                    SpecProblem(
                        "snapshotFolder", "'\(folder)' is neither an absolute path nor one in the machine's folder"))
            }
        }
        return problems
    }

    static func check(_ number: Int, _ place: String, _ range: ClosedRange<Int>) -> SpecProblem? {
        guard !range.contains(number) else { return nil }
        return SpecProblem(place, "\(number) is not between \(range.lowerBound) and \(range.upperBound)")
    }

    private func memoryBalloonProblems() -> [SpecProblem] {
        guard let balloon = memoryBalloon else { return [] }
        if balloon.bytes % (1 << 20) != 0 {
            return [SpecProblem("memoryBalloon", "\(balloon) is not a whole number of MiB")]
        }
        if balloon.mebibytes >= memory.mebibytes * 9 / 10, balloon.bytes > 0 {
            return [SpecProblem("memoryBalloon", "\(balloon) are not less than nine tenths of the memory")]
        }
        return []
    }

    private func bootProblems() -> [SpecProblem] {
        var problems: [SpecProblem] = []
        let order = boot.order ?? []
        if order.count > 4 { problems.append(SpecProblem("boot.order", "\(order.count) are more than 4 places")) }
        let devices = order.filter { $0 != .none }
        if Set(devices).count < devices.count {
            problems.append(SpecProblem("boot.order", "a kind of device is there twice"))
        }
        if order.last == BootOptions.Device.none {
            problems.append(SpecProblem("boot.order", "ends with an empty place; leave it out"))
        }
        if boot.secureBoot == true, !firmware.isEFI {
            problems.append(SpecProblem("boot.secureBoot", "needs an EFI firmware, and firmware is bios"))
        }
        return problems
    }

    private func platformProblems() -> [SpecProblem] {
        guard let iommu = platform.iommu, iommu == .amd || iommu == .intel, platform.chipset != .ich9 else { return [] }
        return [SpecProblem("platform.iommu", "needs platform.chipset to be ich9")]
    }

    private func graphicsProblems() -> [SpecProblem] {
        guard graphics.acceleration3D == true, graphics.controller != .vmsvga, graphics.controller != .vboxsvga else {
            return []
        }
        return [SpecProblem("graphics.acceleration3D", "needs the controller vmsvga or vboxsvga")]
    }

    private func audioProblems() -> [SpecProblem] {
        guard let codec = audio.codec else { return [] }
        guard let controller = audio.controller else {
            return [SpecProblem("audio.codec", "needs audio.controller beside it, which it must suit")]
        }
        guard let codecs = controller.codecs, !codecs.contains(codec) else { return [] }
        let choice = codecs.map(\.rawValue).joined(separator: " or ")
        return [SpecProblem("audio.codec", "that of \(controller.rawValue) is \(choice), not \(codec.rawValue)")]
    }

    private static func isPortList(_ text: String) -> Bool {
        text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
            let bounds = part.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
            guard let first = bounds.first ?? nil, let last = bounds.last ?? nil else { return false }
            return bounds.count <= 2 && first <= last
        }
    }
}

extension Audio.Controller {
    /// The converters that VirtualBox takes for it; nil for any.
    fileprivate var codecs: [Audio.Codec]? {
        switch self {
        case .ac97: [.stac9700, .ad1980]
        case .sb16: [.sb16]
        case .hda: [.stac9221]
        case .virtio: nil
        }
    }
}
