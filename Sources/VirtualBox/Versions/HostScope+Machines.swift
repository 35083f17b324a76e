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
}
