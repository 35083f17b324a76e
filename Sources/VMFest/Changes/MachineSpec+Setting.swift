//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Yams

extension MachineSpec {
    /// Sets parts by their places in the spec's YAML, and takes some away: all of it, or nothing and an error.
    ///
    /// A place is the keys that lead to it, with dots between: `memory`, `cpu.executionCap`, `networks.0.cableConnected`.
    /// What is in a list is meant by its number, as `networks.0` or `networks[0]`, or by its name where it has one, as
    /// `sharedFolders.src`; the number after the last one, or a name that is not there, adds one to the list.
    ///
    /// - Parameters:
    ///   - values: places, and what is put there, as the spec's YAML would have it; empty is the empty text.
    ///   - removed: places of what is taken out of a list. A network card or a serial port becomes one that the guest does
    ///     not see, and a device's slot is left empty, so that the others stay in their places.
    /// - Throws: ``VMFestError`` with `invalidSpec` for a key that is unknown, with the nearest ones, and for a value that
    ///   does not fit.
    public mutating func set(
        _ values: some Sequence<(key: String, value: String)>, removing removed: some Sequence<String> = []
    ) throws {
        guard let node = try Yams.compose(yaml: yaml()) else { return }
        var tree = SpecTree(root: node)
        let values = try values.map { (path: try Self.path($0.key), value: try Self.node($0.key, $0.value)) }
        for path in try removed.map(Self.path).sorted(by: Self.isLater) { try Self.remove(path, from: &tree) }
        // What it is attached to decides which keys there are.
        for (path, value) in values where tree[path]?.string != value.string || value.string == nil {
            let parent = Array(path.dropLast())
            if tree[parent] != nil { try tree.drop(Self.rivals(of: path), of: parent) }
        }
        for (path, value) in values { try tree.set(path, to: value) }
        self = try MachineSpec(yaml: Yams.serialize(node: tree.root), over: self)
    }

    /// The keys that lead to a place.
    private static func path(_ key: String) throws -> [String] {
        let path = key.replacing("[", with: ".").replacing("]", with: "").split(
            separator: ".", omittingEmptySubsequences: false
        ).map(String.init)
        guard SpecKeys.pattern(of: path) == nil else { return path }
        let nearest = SpecKeys.nearest(to: path)
        let advice =
            nearest.isEmpty
            ? "'vmfest show NAME --spec' tells those of a machine" : "there is \(nearest.joined(separator: ", "))"
        throw SpecTree.refusal(key, "is no key of a spec; \(advice)")
    }

    /// Takes something out of a list; a card or a port in the row only goes out of sight, so that the others stay in their
    /// places.
    private static func remove(_ path: [String], from tree: inout SpecTree) throws {
        switch SpecKeys.pattern(of: path) {
        case ["networks", "N"], ["serialPorts", "N"]:
            guard tree[path] != nil else { throw SpecTree.refusal(path.joined(separator: "."), "is not there") }
            try tree.set(path + ["enabled"], to: Node("false"))
        case ["storage", "N", "devices", "N"]:
            guard tree[path] != nil else { throw SpecTree.refusal(path.joined(separator: "."), "is not there") }
            try tree.set(path, to: Node("null"))
        case let pattern? where pattern.last == "N" || pattern.last == "*": try tree.remove(path)
        default:
            throw SpecTree.refusal(
                path.joined(separator: "."), "is nothing in a list, so it can not be removed; set another value")
        }
    }

    /// Of two things in a list the later one is removed first, so that numbers stay what they are.
    private static func isLater(_ left: [String], _ right: [String]) -> Bool {
        for (first, second) in zip(left, right) where first != second {
            switch (Int(first), Int(second)) {
            case (let one?, let other?): return one > other
            // Names are looked up when their turn comes.
            case (_?, nil): return true
            case (nil, _?): return false
            case (nil, nil): return first > second
            }
        }
        return left.count > right.count
    }

    private static func node(_ key: String, _ value: String) throws -> Node {
        guard !value.isEmpty else { return .scalar(.init("", Tag(.str), .singleQuoted)) }
        do {
            return try Yams.compose(yaml: value) ?? .scalar(.init("", Tag(.str), .singleQuoted))
        } catch {
            throw SpecTree.refusal(key, "'\(value)' is no YAML")
        }
    }

    /// The keys that can not stay beside one that is set.
    private static func rivals(of path: [String]) -> [String] {
        guard let pattern = SpecKeys.pattern(of: path), let key = path.last else { return [] }
        switch pattern.dropLast() {
        case ["networks", "N"] where key == "attachment":
            return ["forwards", "nat", "interface", "network", "driver", "properties"]
        case ["serialPorts", "N"] where ["file", "pipe", "device", "tcp", "none"].contains(key):
            return ["file", "pipe", "device", "tcp", "none", "server"].filter { $0 != key }
        default: return []
        }
    }
}
