//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// An appliance that VirtualBox has read, with one machine in it.
struct ApplianceContent: Sendable {
    let scope: HostScope
    let appliance: VirtualBoxAPI.Appliance
    let system: VirtualSystemDescription

    /// The name that the machine has in the appliance; VirtualBox itself suggests one that nobody has.
    func name() async throws -> String {
        try await system.getValuesByType(type: .name, which: .original).first ?? ""
    }

    /// The licence; nil where there is none.
    func license() async throws -> String? { try await text(.license) }

    /// What is in it.
    func summary() async throws -> Appliance {
        async let cpus = text(.cpu)
        async let memory = text(.memory)
        async let disks = appliance.getDisks()
        return try await Appliance(
            name: name(),
            osType: text(.os) ?? "",
            cpus: cpus.flatMap { Int($0) },
            memory: memory.flatMap { Int64($0) }.map(Self.memory),
            description: text(.description) ?? "",
            product: text(.product) ?? "",
            vendor: text(.vendor) ?? "",
            version: text(.version) ?? "",
            license: license(),
            disks: disks.map(Self.disk),
            warnings: appliance.getWarnings())
    }

    private func text(_ type: VirtualSystemDescriptionType) async throws -> String? {
        let value = try await system.getValuesByType(type: type, which: .auto).first
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The amount in bytes, or of an older VirtualBox in MiB; no machine has 4 TiB, and none has less than 4 MiB.
    private static func memory(_ amount: Int64) -> DataSize {
        amount < 4 << 20 ? DataSize(bytes: amount << 20) : DataSize(bytes: amount)
    }

    /// Reads a line of `IAppliance::disks`: ID, capacity, size, format, file and more, with tabs between.
    private static func disk(_ line: String) -> Appliance.Disk {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        let capacity = parts.count > 1 ? Int64(parts[1]) : nil
        return Appliance.Disk(
            file: parts.count > 4 ? parts[4] : line, capacity: capacity.flatMap { $0 > 0 ? $0 : nil })
    }

    /// Says what the machine is called, and where its files go, when it is imported.
    ///
    /// - Parameters:
    ///   - name: what VirtualBox is to call it.
    ///   - disks: what the files of its disks are called.
    func place(as name: String, group: String, settings: HostPath, disks: String) async throws {
        let description = try await system.getDescription()
        var values = description.vboxValues
        var number = 0
        for (index, type) in description.types.enumerated() {
            switch type {
            case .name: values[index] = name
            case .primaryGroup: values[index] = group
            case .settingsFile: values[index] = settings.text
            case .hardDiskImage:
                number += 1
                values[index] = settings.folder.file(number == 1 ? "\(disks).vdi" : "\(disks)-\(number).vdi").text
            default: break
            }
        }
        try await system.setFinalValues(
            enabled: Array(repeating: true, count: values.count), vboxValues: values,
            extraConfigValues: description.extraConfigValues)
    }
}
