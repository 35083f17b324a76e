//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension ImageInfo {
    /// ARM guests do not start with less.
    private static let leastMemoryOfARM = DataSize.gibibytes(1)

    /// Everything in a spec that a machine from this image can not be made with.
    func problems(with spec: MachineSpec) -> [SpecProblem] {
        var problems: [SpecProblem] = []
        if architecture == .arm, spec.memory < Self.leastMemoryOfARM {
            problems.append(
                SpecProblem(
                    "memory",
                    "\(spec.memory) are too little: the image '\(name)' is for ARM, and such guests do not start with"
                        + " less than \(Self.leastMemoryOfARM)"))
        }
        guard let size = spec.bootDisk.size else { return problems }
        if let problem = BootDisk.problem(size, image: name, capacity: capacity) {
            problems.append(problem)
        } else if let minimumDisk, size.bytes < minimumDisk {
            problems.append(
                SpecProblem(
                    "bootDisk.size",
                    "\(size) is less than the \(DataSize(bytes: minimumDisk)) that the image '\(name)' asks for"))
        }
        return problems
    }

    /// Refuses an image of another kind of processor than the host's VirtualBox makes machines with.
    func checkArchitecture(_ platforms: HostPlatforms) throws {
        let wanted: PlatformArchitecture = architecture == .x86 ? .x86 : .arm
        let made = platforms.ofMachines.map(\.rawValue).joined(separator: " and ")
        guard platforms.ofMachines.contains(wanted) else {
            throw VMFestError(
                .notSupported,
                "the image '\(name)' is for \(wanted.rawValue), the host's processor is \(platforms.processor.rawValue),"
                    + " and its VirtualBox makes machines for \(made) only")
        }
        guard wanted == .x86 else {
            throw VMFestError(
                .notSupported,
                "the image '\(name)' is for \(wanted.rawValue); the host's processor is"
                    + " \(platforms.processor.rawValue), its VirtualBox makes machines for \(made), but VMFest makes"
                    + " them for x86 only")
        }
    }
}
