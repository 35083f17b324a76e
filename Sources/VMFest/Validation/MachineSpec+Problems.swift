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
        problems += Self.check(cpus: cpus, limits)
        problems += networkProblems(limits)
        problems += storageProblems(limits, hasImage: hasImage)
        problems += sharedFolderProblems()
        problems += controlCharacterProblems()
        problems += serialPortProblems(limits)
        return problems
    }

    static func check(cpus: Int, _ limits: HostLimits) -> [SpecProblem] {
        let range = Int(limits.cpus.lowerBound)...Int(limits.cpus.upperBound)
        guard !range.contains(cpus) else { return [] }
        return [SpecProblem("cpus", "\(cpus) is not between \(range.lowerBound) and \(range.upperBound)")]
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

    /// How the names of files end that VirtualBox itself writes into a machine's folder.
    private static let endingsOfOthers = [".vbox", ".vbox-prev", ".vbox-tmp", ".vdi", ".sav", ".nvram"]

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
        texts += serialPorts.enumerated().map { ("serialPorts[\($0)].file", $1.file) }
        return texts.compactMap { place, text in
            do {
                _ = try text.texts()
                return nil
            } catch {
                return SpecProblem(place, "contains a control character")
            }
        }
    }

    private func serialPortProblems(_ limits: HostLimits) -> [SpecProblem] {
        var problems: [SpecProblem] = []
        if serialPorts.count > Int(limits.serialPorts) {
            problems.append(
                SpecProblem("serialPorts", "\(serialPorts.count) are more than the \(limits.serialPorts) there can be"))
        }
        for (index, port) in serialPorts.enumerated() {
            let path = HostPath(port.file)
            if !path.isAbsolute, !path.isPlainName {
                problems.append(
                    SpecProblem(
                        "serialPorts[\(index)].file",
                        "'\(port.file)' is neither an absolute path nor a plain file name"))
            }
            if path.isPlainName, Self.endingsOfOthers.contains(where: port.file.lowercased().hasSuffix) {
                problems.append(
                    SpecProblem(
                        "serialPorts[\(index)].file",
                        "'\(port.file)' may be a file that VirtualBox keeps in the machine's folder; choose another ending"
                    ))
            }
            if serialPorts[..<index].contains(port) {
                problems.append(SpecProblem("serialPorts[\(index)].file", "another port writes to the same file"))
            }
        }
        return problems
    }
}
