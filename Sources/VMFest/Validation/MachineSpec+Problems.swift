//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension MachineSpec {
    /// Everything about this spec that a host with these limits can not make.
    func problems(within limits: HostLimits, hasImage: Bool) -> [SpecProblem] {
        var problems: [SpecProblem] = []
        problems += Self.check(memory, "memory", limits.memory)
        problems += Self.check(graphics.videoMemory, "graphics.videoMemory", limits.videoMemory)
        problems += Self.check(cpus: cpus, limits) + socketProblems(limits)
        problems += networkProblems(limits)
        problems += storageProblems(limits, hasImage: hasImage)
        problems += sharedFolderProblems()
        problems += controlCharacterProblems()
        problems += serialPortProblems(limits)
        problems += parallelPortProblems() + bandwidthProblems() + hardwareProblems()
        return problems
    }

    static func check(cpus: Int, _ limits: HostLimits) -> [SpecProblem] {
        let range = Int(limits.cpus.lowerBound)...Int(limits.cpus.upperBound)
        guard !range.contains(cpus) else { return [] }
        return [SpecProblem("cpus", "\(cpus) is not between \(range.lowerBound) and \(range.upperBound)")]
    }

    private func socketProblems(_ limits: HostLimits) -> [SpecProblem] {
        guard let sockets = cpu.sockets else { return [] }
        guard cpu.hotPlug == true else {
            return [SpecProblem("cpu.sockets", "is said, and CPUs can not be plugged; say cpu.hotPlug, too")]
        }
        let most = Int(limits.cpus.upperBound)
        guard sockets >= cpus, sockets <= most else {
            return [SpecProblem("cpu.sockets", "\(sockets) is not between the \(cpus) of cpus and \(most)")]
        }
        return []
    }

    static func check(_ size: DataSize, _ place: String, _ range: ClosedRange<UInt32>) -> [SpecProblem] {
        guard size.bytes % (1 << 20) == 0 else {
            return [SpecProblem(place, "\(size) is not a whole number of MiB")]
        }
        guard (Int(range.lowerBound)...Int(range.upperBound)).contains(size.mebibytes) else {
            return [
                SpecProblem(place, "\(size) is not between \(range.lowerBound) MiB and \(range.upperBound) MiB")
            ]
        }
        return []
    }

    private func sharedFolderProblems() -> [SpecProblem] {
        var problems: [SpecProblem] = []
        for (index, folder) in sharedFolders.enumerated() {
            let place = "sharedFolders[\(index)]"
            if folder.name.isEmpty { problems.append(SpecProblem("\(place).name", "is empty")) }
            if sharedFolders[..<index].contains(where: { $0.name == folder.name }) {
                problems.append(SpecProblem("\(place).name", "'\(folder.name)' is the name of another folder"))
            }
            if !HostPath(folder.path).isAbsolute {
                problems.append(SpecProblem("\(place).path", "'\(folder.path)' is not an absolute path"))
            }
        }
        return problems
    }

    /// VirtualBox would take them, and answer with XML that nobody can read.
    private func controlCharacterProblems() -> [SpecProblem] {
        var texts = [("description", description), ("osType", osType)]
        texts += storage.enumerated().map { ("storage[\($0)].name", $1.name) }
        texts += sharedFolders.enumerated().flatMap { index, folder in
            [
                ("sharedFolders[\(index)].name", folder.name), ("sharedFolders[\(index)].path", folder.path),
                ("sharedFolders[\(index)].mountPoint", folder.mountPoint),
            ]
        }
        texts += serialPorts.enumerated().compactMap { index, port in
            port.connection.text.map { ("serialPorts[\(index)]", $0) }
        }
        texts += parallelPorts.enumerated().map { ("parallelPorts[\($0)].device", $1.device) }
        texts += bandwidthGroups.enumerated().map { ("bandwidthGroups[\($0)].name", $1.name) }
        texts += [
            ("cpu.profile", cpu.profile), ("platform.tpmLocation", platform.tpmLocation),
            ("boot.logoFile", boot.logoFile), ("teleporter.address", teleporter.address),
            ("snapshotFolder", snapshotFolder), ("remoteDisplay.address", remoteDisplay.address),
            ("remoteDisplay.extensionPack", remoteDisplay.extensionPack),
            ("remoteDisplay.authenticationLibrary", remoteDisplay.authenticationLibrary),
        ].compactMap { place, text in text.map { (place, $0) } }
        texts += cardTexts() + deviceTexts()
        return texts.compactMap { place, text in
            do {
                _ = try text.texts()
                return nil
            } catch {
                return SpecProblem(place, "contains a control character")
            }
        }
    }

    private func cardTexts() -> [(String, String)] {
        networks.enumerated().flatMap { slot, card -> [(String, String)] in
            let place = "networks[\(slot)]"
            var texts = [("\(place).attachment", card.attachment.words)]
            if case .nat(let forwards) = card.attachment {
                texts += forwards.enumerated().map { ("\(place).forwards[\($0)].name", $1.effectiveName) }
            }
            if case .generic(_, let properties) = card.attachment {
                texts.append(("\(place).properties", properties.map { $0 + $1 }.joined()))
            }
            texts += [
                ("\(place).nat.tftpPrefix", card.nat.tftpPrefix), ("\(place).nat.tftpBootFile", card.nat.tftpBootFile),
            ].compactMap { place, text in text.map { (place, $0) } }
            return texts
        }
    }

    private func deviceTexts() -> [(String, String)] {
        let filters = (usb.filters ?? []).enumerated().flatMap { index, filter -> [(String, String)] in
            let place = "usb.filters[\(index)]"
            return [
                ("\(place).name", filter.name), ("\(place).manufacturer", filter.manufacturer),
                ("\(place).productName", filter.productName), ("\(place).serialNumber", filter.serialNumber),
            ].compactMap { place, text in text.map { (place, $0) } }
        }
        let devices = storage.enumerated().flatMap { index, controller in
            controller.devices.enumerated().compactMap { slot, device -> (String, String)? in
                switch device?.content {
                case .disk(let path), .dvd(let path?), .floppy(let path?): ("storage[\(index)].devices[\(slot)]", path)
                default: nil
                }
            }
        }
        return filters + devices
    }
}
