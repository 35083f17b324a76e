//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

extension HostScope {
    /// Makes a machine object that is not registered yet; nothing is written before it is saved.
    ///
    /// 7.0 knows no platform and ignores the element.
    package func createMachine(name: String, osType: String, group: String) async throws -> Machine {
        try await box.createMachine(
            settingsFile: "", name: name, platform: .x86, groups: [group], osTypeId: osType, flags: "", cipher: "",
            passwordId: "", password: "")
    }

    /// Sets the firmware and whether there is an I/O APIC, which several CPUs need.
    package func setFirmware(_ firmware: FirmwareType, ioAPIC: Bool, of machine: Machine) async throws {
        if version >= APIVersion(7, 1) {
            let settings = try await machine.getFirmwareSettings()
            try await settings.setFirmwareType(firmware)
            try await settings.setIOAPICEnabled(ioAPIC)
        } else {
            try await machine.run("IMachine_setFirmwareType", Argument("firmwareType", firmware))
            let settings: FirmwareSettings = try await machine.call("IMachine_getBIOSSettings")
            try await settings.run("IBIOSSettings_setIOAPICEnabled", Argument("IOAPICEnabled", ioAPIC))
        }
    }

    /// Sets whether the guest's clock runs in UTC.
    package func setClockRunsInUTC(_ isUTC: Bool, of machine: Machine) async throws {
        if version >= APIVersion(7, 1) {
            try await machine.getPlatform().setRTCUseUTC(isUTC)
        } else {
            try await machine.run("IMachine_setRTCUseUTC", Argument("RTCUseUTC", isUTC))
        }
    }
}
