//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Yams

/// A spec as the tree that its YAML is, in which values are put by their places.
struct SpecTree {
    private(set) var root: Node

    /// What is at a place.
    subscript(path: [String]) -> Node? {
        var found: Node?
        _ = try? Self.changed(root, path[...], at: []) { node in
            found = node
            return node
        }
        return found
    }

    /// Puts a value at a place; what is on the way there is made.
    mutating func set(_ path: [String], to value: Node) throws {
        root = try Self.changed(root, path[...], at: []) { _ in value }
    }

    /// Takes something out of a list, or a key's value away.
    mutating func remove(_ path: [String]) throws {
        root = try Self.changed(root, path[...], at: []) { present in
            guard present != nil else { throw Self.refusal(path.joined(separator: "."), "is not there") }
            return nil
        }
    }

    /// Removes keys of a mapping, where they are there.
    mutating func drop(_ keys: some Sequence<String>, of path: [String]) throws {
        root = try Self.changed(root, path[...], at: []) { node in
            guard let node, case .mapping(var mapping) = node else { return node }
            for key in keys { mapping[Node(key)] = nil }
            return .mapping(mapping)
        }
    }

    static func refusal(_ place: String, _ reason: String) -> VMFestError {
        VMFestError(.invalidSpec, "the spec can not be made so:", problems: [SpecProblem(place, reason)])
    }

    private static func changed(
        _ node: Node, _ path: ArraySlice<String>, at place: [String], _ change: (Node?) throws -> Node?
    ) throws -> Node {
        guard let key = path.first else { return try change(node) ?? node }
        let rest = path.dropFirst()
        if SpecKeys.pattern(of: place).map(SpecKeys.isList) == true {
            return try changedList(node, key, rest, at: place, change)
        }
        var mapping = if case .mapping(let mapping) = node { mapping } else { Node.Mapping([]) }
        let present = mapping[Node(key)]
        if rest.isEmpty {
            mapping[Node(key)] = try change(present)
        } else {
            mapping[Node(key)] = try changed(present ?? .mapping(.init([])), rest, at: place + [key], change)
        }
        return .mapping(mapping)
    }

    private static func changedList(
        _ node: Node, _ key: String, _ rest: ArraySlice<String>, at place: [String], _ change: (Node?) throws -> Node?
    ) throws -> Node {
        var list: [Node] = if case .sequence(let sequence) = node { Array(sequence) } else { [] }
        let index = try index(of: key, in: list, at: place)
        let present = index < list.count ? list[index] : nil
        let value: Node?
        if rest.isEmpty {
            value = try change(present)
        } else {
            let named: Node.Mapping = Int(key) == nil ? .init([(Node("name"), Node(key))]) : .init([])
            value = try changed(present ?? .mapping(named), rest, at: place + [key], change)
        }
        switch (value, index < list.count) {
        case (let value?, true): list[index] = value
        case (let value?, false): list.append(value)
        case (nil, true): list.remove(at: index)
        case (nil, false): break
        }
        return .sequence(.init(list))
    }

    /// Where in a list something is, by its number or its name; the end for what is to come.
    private static func index(of key: String, in list: [Node], at place: [String]) throws -> Int {
        let words = place.joined(separator: ".")
        if let number = Int(key) {
            guard (0...list.count).contains(number) else {
                throw refusal("\(words).\(key)", "is not there, and the next one would be \(words).\(list.count)")
            }
            return number
        }
        if let index = list.firstIndex(where: { $0["name"]?.string == key || $0.forwardName == key }) { return index }
        guard place != ["networks"], place != ["serialPorts"], place != ["parallelPorts"], place.last != "devices"
        else {
            throw refusal("\(words).\(key)", "is no number; what is in this list has none but that")
        }
        return list.count
    }
}

extension Node {
    /// The name of a forward that has none of its own.
    fileprivate var forwardName: String? {
        guard self["name"] == nil, let port = self["hostPort"]?.int else { return nil }
        return "\(self["transport"]?.string ?? "tcp")-\(port)"
    }
}
