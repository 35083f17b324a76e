//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

/// A machine's firmware, which had another interface before 7.1.
package struct StartSettings: Sendable {
    /// Had the type before 7.1.
    let machine: Machine

    /// As versions before 7.1 have them.
    let old: FirmwareSettings

    /// As versions since 7.1 have them; nil before.
    let new: FirmwareSettings?

    package func type() async throws -> FirmwareType {
        guard let new else { return try await machine.call("IMachine_getFirmwareType") }
        return try await new.getFirmwareType()
    }

    package func setType(_ value: FirmwareType) async throws {
        guard let new else { return try await machine.run("IMachine_setFirmwareType", Argument("firmwareType", value)) }
        try await new.setFirmwareType(value)
    }

    package func acpi() async throws -> Bool {
        guard let new else { return try await old.call("IBIOSSettings_getACPIEnabled") }
        return try await new.getACPIEnabled()
    }

    package func setAcpi(_ value: Bool) async throws {
        guard let new else { return try await old.run("IBIOSSettings_setACPIEnabled", Argument("ACPIEnabled", value)) }
        try await new.setACPIEnabled(value)
    }

    package func ioAPIC() async throws -> Bool {
        guard let new else { return try await old.call("IBIOSSettings_getIOAPICEnabled") }
        return try await new.getIOAPICEnabled()
    }

    package func setIoAPIC(_ value: Bool) async throws {
        guard let new else {
            return try await old.run("IBIOSSettings_setIOAPICEnabled", Argument("IOAPICEnabled", value))
        }
        try await new.setIOAPICEnabled(value)
    }

    package func apicMode() async throws -> APICMode {
        guard let new else { return try await old.call("IBIOSSettings_getAPICMode") }
        return try await new.getAPICMode()
    }

    package func setApicMode(_ value: APICMode) async throws {
        guard let new else { return try await old.run("IBIOSSettings_setAPICMode", Argument("APICMode", value)) }
        try await new.setAPICMode(value)
    }

    package func menu() async throws -> FirmwareBootMenuMode {
        guard let new else { return try await old.call("IBIOSSettings_getBootMenuMode") }
        return try await new.getBootMenuMode()
    }

    package func setMenu(_ value: FirmwareBootMenuMode) async throws {
        guard let new else {
            return try await old.run("IBIOSSettings_setBootMenuMode", Argument("bootMenuMode", value))
        }
        try await new.setBootMenuMode(value)
    }

    package func timeOffset() async throws -> Int64 {
        guard let new else { return try await old.call("IBIOSSettings_getTimeOffset") }
        return try await new.getTimeOffset()
    }

    package func setTimeOffset(_ value: Int64) async throws {
        guard let new else { return try await old.run("IBIOSSettings_setTimeOffset", Argument("timeOffset", value)) }
        try await new.setTimeOffset(value)
    }

    package func fadesIn() async throws -> Bool {
        guard let new else { return try await old.call("IBIOSSettings_getLogoFadeIn") }
        return try await new.getLogoFadeIn()
    }

    package func setFadesIn(_ value: Bool) async throws {
        guard let new else { return try await old.run("IBIOSSettings_setLogoFadeIn", Argument("logoFadeIn", value)) }
        try await new.setLogoFadeIn(value)
    }

    package func fadesOut() async throws -> Bool {
        guard let new else { return try await old.call("IBIOSSettings_getLogoFadeOut") }
        return try await new.getLogoFadeOut()
    }

    package func setFadesOut(_ value: Bool) async throws {
        guard let new else { return try await old.run("IBIOSSettings_setLogoFadeOut", Argument("logoFadeOut", value)) }
        try await new.setLogoFadeOut(value)
    }

    package func logoTime() async throws -> UInt32 {
        guard let new else { return try await old.call("IBIOSSettings_getLogoDisplayTime") }
        return try await new.getLogoDisplayTime()
    }

    package func setLogoTime(_ value: UInt32) async throws {
        guard let new else {
            return try await old.run("IBIOSSettings_setLogoDisplayTime", Argument("logoDisplayTime", value))
        }
        try await new.setLogoDisplayTime(value)
    }

    package func logoFile() async throws -> String {
        guard let new else { return try await old.call("IBIOSSettings_getLogoImagePath") }
        return try await new.getLogoImagePath()
    }

    package func setLogoFile(_ value: String) async throws {
        guard let new else {
            return try await old.run("IBIOSSettings_setLogoImagePath", Argument("logoImagePath", value))
        }
        try await new.setLogoImagePath(value)
    }

    package func pxeDebug() async throws -> Bool {
        guard let new else { return try await old.call("IBIOSSettings_getPXEDebugEnabled") }
        return try await new.getPXEDebugEnabled()
    }

    package func setPxeDebug(_ value: Bool) async throws {
        guard let new else {
            return try await old.run("IBIOSSettings_setPXEDebugEnabled", Argument("PXEDebugEnabled", value))
        }
        try await new.setPXEDebugEnabled(value)
    }
}

extension HostScope {
    /// The settings of a machine's firmware.
    package func startSettings(of machine: Machine) async throws -> StartSettings {
        guard version >= APIVersion(7, 1) else {
            return StartSettings(
                machine: machine, old: try await machine.call("IMachine_getBIOSSettings"), new: nil)
        }
        let settings = try await machine.getFirmwareSettings()
        return StartSettings(machine: machine, old: settings, new: settings)
    }
}
