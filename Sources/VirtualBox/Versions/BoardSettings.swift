//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

/// A machine's chipset and clock, which `IMachine` had before 7.1.
package struct BoardSettings: Sendable {
    /// As versions before 7.1 have them.
    let old: Machine

    /// As versions since 7.1 have them; nil before.
    let new: Platform?

    package func chipset() async throws -> ChipsetType {
        guard let new else { return try await old.call("IMachine_getChipsetType") }
        return try await new.getChipsetType()
    }

    package func setChipset(_ value: ChipsetType) async throws {
        guard let new else { return try await old.run("IMachine_setChipsetType", Argument("chipsetType", value)) }
        try await new.setChipsetType(value)
    }

    package func iommu() async throws -> IommuType {
        guard let new else { return try await old.call("IMachine_getIommuType") }
        return try await new.getIommuType()
    }

    package func setIommu(_ value: IommuType) async throws {
        guard let new else { return try await old.run("IMachine_setIommuType", Argument("iommuType", value)) }
        try await new.setIommuType(value)
    }

    package func clockRunsInUTC() async throws -> Bool {
        guard let new else { return try await old.call("IMachine_getRTCUseUTC") }
        return try await new.getRTCUseUTC()
    }

    package func setClockRunsInUTC(_ value: Bool) async throws {
        guard let new else { return try await old.run("IMachine_setRTCUseUTC", Argument("RTCUseUTC", value)) }
        try await new.setRTCUseUTC(value)
    }
}

extension HostScope {
    /// The settings of a machine's main board.
    package func boardSettings(of machine: Machine) async throws -> BoardSettings {
        guard version >= APIVersion(7, 1) else { return BoardSettings(old: machine, new: nil) }
        return BoardSettings(old: machine, new: try await machine.getPlatform())
    }
}
