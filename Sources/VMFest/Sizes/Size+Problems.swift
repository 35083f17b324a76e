//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Size {
    /// Everything about this size that a host with these limits can not make.
    func problems(within limits: HostLimits) -> [SpecProblem] {
        var problems: [SpecProblem] = []
        if !ImageCatalogue.isName(name) {
            problems.append(
                SpecProblem(
                    "name",
                    "'\(name)' can not be the name of a size: it begins with a letter or a digit, and has lower-case"
                        + " letters, digits, dots, hyphens and underscores, 63 at most"))
        }
        problems += MachineSpec.check(cpus: cpus, limits)
        problems += MachineSpec.check(memory, "memory", limits.memory)
        problems += MachineSpec.check(videoMemory, "videoMemory", limits.videoMemory)
        if let disk, disk < .mebibytes(1) { problems.append(SpecProblem("disk", "\(disk) is less than 1 MiB")) }
        if let disk, disk > BootDisk.largest {
            problems.append(SpecProblem("disk", "\(disk) are more than the \(BootDisk.largest) of the largest disk"))
        }
        return problems
    }
}
