//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// What a host and its machines used in one interval; see ``Host/withMetrics(every:of:_:)``.
///
/// Its JSON has the keys `time`, `cpu`, `memoryTotalMiB`, `memoryUsedMiB`, `memoryFreeMiB` and `machines`. What is not
/// known is absent. Keys may be added; those that are there keep name, type and unit.
public struct HostSample: Sendable, Hashable {
    /// When it was read, by this computer's clock.
    public var time: Date

    /// What the host's processors did; nil where that is not known, as before the first interval is over.
    public var cpu: CPULoad?

    /// The host's memory.
    public var memoryTotal: DataSize?

    /// The memory in use.
    public var memoryUsed: DataSize?

    /// The memory that programs can have.
    public var memoryFree: DataSize?

    /// The machines that have a process, by name.
    public var machines: [MachineSample]
}

/// What processors did, in percent of what they can do.
public struct CPULoad: Sendable, Hashable, Codable {
    /// The share of programs, 0 to 100.
    public var user: Double

    /// The share of the operating system, 0 to 100.
    public var kernel: Double

    /// What was left, 0 to 100; nil for one process of many.
    public var idle: Double?
}

/// What one machine used in one interval.
///
/// Its JSON has the keys `id`, `host`, `name`, `cpu`, `memoryMiB`, `diskMiB`, `received`, `sent`, `guestCPU`, `guestMemoryTotalMiB`
/// and `guestMemoryFreeMiB`. What is not known is absent.
public struct MachineSample: Sendable, Hashable {
    /// The machine.
    public var machine: Machine

    /// Its name.
    public var name: String

    /// What its process took of all the host's processors together.
    public var cpu: CPULoad?

    /// What its process has of the host's memory.
    public var memory: DataSize?

    /// What the files of its disks take.
    public var disk: DataSize?

    /// What its network cards received, in bytes per second.
    public var received: Int?

    /// What its network cards sent, in bytes per second.
    public var sent: Int?

    /// What the guest says of its processors; nil without Guest Additions.
    public var guestCPU: CPULoad?

    /// The memory that the guest sees; nil without Guest Additions.
    public var guestMemoryTotal: DataSize?

    /// The memory that is free in the guest; nil without Guest Additions.
    public var guestMemoryFree: DataSize?
}

extension HostSample: Encodable {
    private enum CodingKeys: String, CodingKey {
        case time, cpu, memoryTotalMiB, memoryUsedMiB, memoryFreeMiB, machines
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(time, forKey: .time)
        try container.encodeIfPresent(cpu, forKey: .cpu)
        try container.encodeIfPresent(memoryTotal?.mebibytes, forKey: .memoryTotalMiB)
        try container.encodeIfPresent(memoryUsed?.mebibytes, forKey: .memoryUsedMiB)
        try container.encodeIfPresent(memoryFree?.mebibytes, forKey: .memoryFreeMiB)
        try container.encode(machines, forKey: .machines)
    }
}

extension MachineSample: Encodable {
    private enum CodingKeys: String, CodingKey {
        case id, host, name, cpu, memoryMiB, diskMiB, received, sent, guestCPU, guestMemoryTotalMiB, guestMemoryFreeMiB
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(machine.key, forKey: .id)
        try container.encode(machine.host.url, forKey: .host)
        try container.encode(name, forKey: .name)
        try container.encodeIfPresent(cpu, forKey: .cpu)
        try container.encodeIfPresent(memory?.mebibytes, forKey: .memoryMiB)
        try container.encodeIfPresent(disk?.mebibytes, forKey: .diskMiB)
        try container.encodeIfPresent(received, forKey: .received)
        try container.encodeIfPresent(sent, forKey: .sent)
        try container.encodeIfPresent(guestCPU, forKey: .guestCPU)
        try container.encodeIfPresent(guestMemoryTotal?.mebibytes, forKey: .guestMemoryTotalMiB)
        try container.encodeIfPresent(guestMemoryFree?.mebibytes, forKey: .guestMemoryFreeMiB)
    }
}
