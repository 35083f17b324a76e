//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// Something that makes a valid spec invalid, by one rule.
struct SpecFault: Sendable {
    /// A spec that is being spoilt, and what else a machine is made from.
    struct Draft: Sendable {
        var spec: MachineSpec
        var name: String
    }

    /// What it concerns: two faults of one part can not be together.
    let part: String

    /// What is wrong.
    let name: String

    /// Spoils a spec; gives the place that the error must name.
    let spoil: @Sendable (inout Draft, inout SpecMaker) -> String

    init(_ part: String, _ name: String, _ spoil: @escaping @Sendable (inout Draft, inout SpecMaker) -> String) {
        self.part = part
        self.name = name
        self.spoil = spoil
    }

    /// One that sets a value, at the place of the part.
    init<Value: Sendable>(
        _ part: String, _ path: any WritableKeyPath<MachineSpec, Value> & Sendable, _ values: Value...
    ) {
        self.init(part, "\(values)") { draft, maker in
            draft.spec[keyPath: path] = maker.one(values)
            return part
        }
    }

    /// All, one or more for each rule.
    static let all = ofMachine + ofHardware + ofNetworks + ofNAT + ofStorage + ofBootDisk + ofDevices + ofPorts + ofHost
}

extension SpecFault {
    static let ofMachine: [SpecFault] = [
        SpecFault("name", "no name of a folder") { draft, maker in
            draft.name = maker.one(["", "a/b", "..", "a\\b", "a\nb", String(repeating: "x", count: 201)])
            return "name"
        },
        SpecFault("memory", "none that there can be") { draft, maker in
            draft.spec.memory = maker.one([.mebibytes(3), DataSize(bytes: 5_000_000), .gibibytes(9_000_000)])
            draft.spec.memoryBalloon = nil
            return "memory"
        },
        SpecFault("graphics.videoMemory", \.graphics.videoMemory, .mebibytes(257), DataSize(bytes: 1)),
        SpecFault("cpus", \.cpus, 0, -1, 100_000),
        SpecFault("osType", \.osType, "Nope", "Linux_6", ""),
        SpecFault("description", \.description, "a\u{1}b", "\u{0}", "\u{1b}[0m"),
        SpecFault("sharedFolders", "no name") { draft, _ in
            draft.spec.sharedFolders.append(SharedFolder(name: "", path: "/tmp"))
            return "sharedFolders[\(draft.spec.sharedFolders.count - 1)].name"
        },
        SpecFault("sharedFolders", "a name twice") { draft, _ in
            draft.spec.sharedFolders += [SharedFolder(name: "x", path: "/tmp"), SharedFolder(name: "x", path: "/")]
            return "sharedFolders[\(draft.spec.sharedFolders.count - 1)].name"
        },
        SpecFault("sharedFolders", "a relative path") { draft, maker in
            draft.spec.sharedFolders.append(SharedFolder(name: "r", path: maker.one(["", "src", "../x"])))
            return "sharedFolders[\(draft.spec.sharedFolders.count - 1)].path"
        },
        SpecFault("sharedFolders", "a control character") { draft, _ in
            draft.spec.sharedFolders.append(SharedFolder(name: "m", path: "/tmp", mountPoint: "/mnt/\u{7}"))
            return "sharedFolders[\(draft.spec.sharedFolders.count - 1)].mountPoint"
        },
        SpecFault("bandwidthGroups", "no name") { draft, _ in
            draft.spec.bandwidthGroups.append(BandwidthGroup(name: "", kind: .disk, limit: .mebibytes(1)))
            return "bandwidthGroups[\(draft.spec.bandwidthGroups.count - 1)].name"
        },
        SpecFault("bandwidthGroups", "a name twice") { draft, _ in
            for kind in BandwidthGroup.Kind.allCases {
                draft.spec.bandwidthGroups.append(BandwidthGroup(name: "twin", kind: kind, limit: .mebibytes(1)))
            }
            return "bandwidthGroups[\(draft.spec.bandwidthGroups.count - 1)].name"
        },
        SpecFault("bandwidthGroups", "a control character") { draft, _ in
            draft.spec.bandwidthGroups.append(BandwidthGroup(name: "a\u{2}", kind: .disk, limit: .mebibytes(1)))
            return "bandwidthGroups[\(draft.spec.bandwidthGroups.count - 1)].name"
        },
    ]
}
