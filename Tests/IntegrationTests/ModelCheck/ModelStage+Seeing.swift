//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What VBoxManage, not VMFest, sees.
extension ModelStage {
    /// The names of all machines.
    func names() async throws -> Set<String> {
        Set(try await fixture.manage("list", "vms").matches(of: /"([^"]*)" \{/).map { String($0.1) })
    }

    /// How machines look; nil for one that is not there.
    func views(of numbers: Set<Int>) async throws -> [Int: ModelMachine.View?] {
        try await withThrowingTaskGroup(of: (Int, ModelMachine.View?).self) { group in
            for number in numbers { group.addTask { (number, try await view(of: "m\(number)")) } }
            return try await group.reduce(into: [:]) { $0.updateValue($1.1, forKey: $1.0) }
        }
    }

    private func view(of name: String) async throws -> ModelMachine.View? {
        async let info = info(name)
        async let tag = fixture.manage.attempt(["getextradata", name, "vmfest/tag/role"])
        guard let values = try await info else {
            _ = try await tag
            return nil
        }
        return ModelMachine.View(values, tag: try await tag.output)
    }

    /// A process that dies while VBoxManage asks it takes the answer with it, so a machine that there is is asked again.
    private func info(_ name: String) async throws -> [String: String]? {
        if let values = try await fixture.manage.info(name) { return values }
        guard try await names().contains(name) else { return nil }
        return try await fixture.manage.info(name)
    }
}

extension ModelMachine.View {
    /// - Parameters:
    ///   - values: those of `showvminfo --machinereadable`.
    ///   - tag: what `getextradata` says of the tag.
    init(_ values: [String: String], tag: String) {
        phase = Self.phases[values["VMState"] ?? ""]
        hasAborted = values["VMState"] == "aborted"
        memory = values["memory"].flatMap { Int($0) } ?? 0
        let media = values.filter { $0.key.contains(/^SATA-[0-9]+-0$/) && $0.value != "none" }
        disks = Set(media.values.compactMap { $0.firstMatch(of: /\/d([0-9]+)\.vdi$/).flatMap { Int($0.1) } })
        // A key has the numbers of the children on the way from the first snapshot.
        let prefix = "SnapshotName"
        let names = values.filter { $0.key.hasPrefix(prefix) }
        parents = [:]
        for (key, name) in names {
            let parent = key.lastIndex(of: "-").map { String(key[..<$0]) }
            parents[name] = parent.flatMap { names[$0] } ?? ""
        }
        current = values["CurrentSnapshotName"]
        self.tag = tag.firstMatch(of: /Value: (.*)/).map { String($0.1) }
        hasBootDisk = media["SATA-0-0"] != nil
    }

    /// A process that dies when it is told to power down has switched the machine off, too.
    private static let phases: [String: ModelMachine.Phase] = [
        "poweroff": .off, "aborted": .off, "running": .running, "paused": .paused, "saved": .saved,
    ]
}
