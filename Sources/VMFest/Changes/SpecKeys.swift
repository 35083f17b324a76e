//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The keys that a spec can have, with their places: `N` stands for the number or the name of something in a list, `*` for
/// what is not known beforehand.
enum SpecKeys {
    static let all: Set<String> = {
        var keys = Set(MachineSpec.CodingKeys.allCases.map(\.stringValue))
        keys.formUnion(MachineAttributes.rows.map(\.key))
        func add(_ place: String, _ names: [some CodingKey]) {
            keys.formUnion(names.map { "\(place).\($0.stringValue)" })
        }
        add("usb", USB.CodingKeys.allCases)
        add("usb.filters.N", USBFilter.CodingKeys.allCases)
        add("networks.N", NetworkAdapter.CodingKeys.allCases)
        add("networks.N.forwards.N", PortForward.CodingKeys.allCases)
        add("networks.N.nat", NATOptions.CodingKeys.allCases)
        keys.insert("networks.N.properties.*")
        add("storage.N", StorageController.CodingKeys.allCases)
        add("storage.N.devices.N", StorageDevice.CodingKeys.allCases)
        add("bootDisk", BootDisk.CodingKeys.allCases)
        add("sharedFolders.N", SharedFolder.CodingKeys.allCases)
        add("serialPorts.N", SerialPort.CodingKeys.allCases)
        add("parallelPorts.N", ParallelPort.CodingKeys.allCases)
        add("bandwidthGroups.N", BandwidthGroup.CodingKeys.allCases)
        return keys
    }()

    /// All keys, and what they are in: `cpu`, `networks.N`.
    private static let places: Set<[Substring]> = Set(
        all.flatMap { key in
            let parts = key.split(separator: ".")
            return (1...parts.count).map { Array(parts.prefix($0)) }
        })

    /// Whether a part is a list, by its place.
    static func isList(_ place: [String]) -> Bool {
        place == ["storage", "N", "devices"] || places.contains(place.map { $0[...] } + ["N"])
    }

    /// The place with `N` and `*` where it has numbers and names; nil for one that is none of a spec's.
    static func pattern(of path: [String]) -> [String]? {
        var pattern: [String] = []
        for part in path {
            let here = [part, "N", "*"].first { choice in
                let isFitting = choice != "N" || isList(pattern)
                return isFitting && places.contains((pattern + [choice]).map { $0[...] })
            }
            guard let here else { return nil }
            pattern.append(here)
        }
        return pattern
    }

    /// The keys that somebody may have meant, the nearest first.
    static func nearest(to path: [String], _ count: Int = 3) -> [String] {
        let wanted = path.map { Int($0) == nil ? $0 : "N" }.joined(separator: ".").lowercased()
        let last = path.last?.lowercased() ?? ""
        let ranked = all.map { key -> (rank: Int, key: String) in
            let candidate = key.lowercased()
            let name = candidate.split(separator: ".").last.map(String.init) ?? candidate
            // A part of the last word counts as much as two slips.
            let isPart = last.count > 2 && (name.contains(last) || last.contains(name) && name.count > 2)
            let distance = min(wanted.distance(to: candidate), last.distance(to: name) + (path.count > 1 ? 2 : 1))
            return (isPart ? min(distance, 2) : distance, key)
        }
        let limit = max(3, last.count / 2)
        return ranked.filter { $0.rank <= limit }.sorted { ($0.rank, $0.key) < ($1.rank, $1.key) }.prefix(count)
            .map(\.key)
    }
}

extension String {
    /// How many letters have to be put in, left out or taken for others to make it another text.
    fileprivate func distance(to other: String) -> Int {
        let other = Array(other)
        var row = Array(0...other.count)
        for (line, letter) in enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, otherLetter) in other.enumerated() {
                let next = Swift.min(
                    row[column] + 1, row[column + 1] + 1, diagonal + (letter == otherLetter ? 0 : 1))
                diagonal = row[column + 1]
                row[column + 1] = next
            }
        }
        return row[other.count]
    }
}
