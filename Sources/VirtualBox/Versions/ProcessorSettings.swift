//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

/// What a machine's processors can, which `IMachine` had before 7.1.
package struct ProcessorSettings: Sendable {
    /// As versions before 7.1 have them.
    let old: Machine

    /// As versions since 7.1 have them; nil before.
    let new: PlatformX86?

    package func hpet() async throws -> Bool {
        guard let new else { return try await old.call("IMachine_getHPETEnabled") }
        return try await new.getHPETEnabled()
    }

    package func setHpet(_ value: Bool) async throws {
        guard let new else { return try await old.run("IMachine_setHPETEnabled", Argument("HPETEnabled", value)) }
        try await new.setHPETEnabled(value)
    }

    /// Asks for the first value of CPUID that is overridden.
    ///
    /// - Throws: ``VirtualBoxError`` with `invalidArgument` where there is none.
    package func firstOverriddenLeaf() async throws {
        guard let new else {
            _ = try await old.results("IMachine_getCPUIDLeafByOrdinal", Argument("ordinal", UInt32(0)))
            return
        }
        _ = try await new.getCPUIDLeafByOrdinal(ordinal: 0)
    }

    package func property(_ property: CPUPropertyTypeX86) async throws -> Bool {
        guard let new else { return try await old.call("IMachine_getCPUProperty", Argument("property", property)) }
        return try await new.getCPUProperty(property: property)
    }

    package func setProperty(_ property: CPUPropertyTypeX86, _ value: Bool) async throws {
        guard let new else {
            return try await old.run(
                "IMachine_setCPUProperty", Argument("property", property), Argument("value", value))
        }
        try await new.setCPUProperty(property: property, value: value)
    }

    package func virtualization(_ property: HWVirtExPropertyType) async throws -> Bool {
        guard let new else { return try await old.call("IMachine_getHWVirtExProperty", Argument("property", property)) }
        return try await new.getHWVirtExProperty(property: property)
    }

    package func setVirtualization(_ property: HWVirtExPropertyType, _ value: Bool) async throws {
        guard let new else {
            return try await old.run(
                "IMachine_setHWVirtExProperty", Argument("property", property), Argument("value", value))
        }
        try await new.setHWVirtExProperty(property: property, value: value)
    }
}

extension HostScope {
    /// The settings of a machine's processors.
    package func processorSettings(of machine: Machine) async throws -> ProcessorSettings {
        guard version >= APIVersion(7, 1) else { return ProcessorSettings(old: machine, new: nil) }
        return ProcessorSettings(old: machine, new: try await machine.getPlatform().getX86())
    }
}
