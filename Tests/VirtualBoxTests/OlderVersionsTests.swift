//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import TestSupport
import Testing
import VirtualBox
import VirtualBoxAPI

/// The requests of the bindings, against the signatures of older versions.
///
/// Which of them VMFest sends, the integration tests see: each fails where it sends what is neither understood nor guarded.
struct OlderVersionsTests {
    @Test("Whatever operation an older version has in common with the bindings, it gets all that it takes")
    func signatures() {
        let common = OlderVersions.signatures.keys.filter { Bindings.byName[$0] != nil }
        #expect(common.count > 1_700)
        for operation in common {
            let complaints = OlderVersions.complaints(about: operation)
            #expect(complaints.allSatisfy { $0.contains(" has no ") }, "\(complaints)")
        }
    }

    @Test("An operation that an older version lacks, and an argument that it takes, are missed")
    func complaints() {
        #expect(
            OlderVersions.complaints(about: "INATEngine_getEnableTFTP")
                == OlderVersions.releases.map { "VirtualBox \($0) has no INATEngine_getEnableTFTP" })
        #expect(
            OlderVersions.complaints(about: "IMachine_setName", as: [:])
                == OlderVersions.releases.map { "VirtualBox \($0) takes name: wstring in IMachine_setName" })
        #expect(OlderVersions.complaints(about: "IMachine_setName") == [])
    }

    @Test("What is guarded is what an older version lacks")
    func guarded() {
        for operation in OlderVersions.guarded.keys {
            #expect(Bindings.byName[operation] != nil, "\(operation)")
            let lacking = OlderVersions.releases.filter { OlderVersions.signatures[operation]?[$0] == nil }
            #expect(!lacking.isEmpty, "\(operation)")
        }
    }

    @Test("Before 7.1 limits are asked of another interface, by operations that 7.0 has")
    func limits() async throws {
        let operations = [
            "getMinGuestRAM", "getMaxGuestRAM", "getMinGuestCPUCount", "getMaxGuestCPUCount", "getMinGuestVRAM",
            "getMaxGuestVRAM", "getMaxNetworkAdapters", "getSerialPortCount", "getMaxInstancesOfStorageBus",
            "getMaxPortCountForStorageBus", "getMinPortCountForStorageBus", "getMaxDevicesPerPortForStorageBus",
        ]
        var script = Dictionary(
            uniqueKeysWithValues: operations.map { ("ISystemProperties_\($0)", [ScriptedChannel.Answer.value("7")]) })
        script["IVirtualBox_getSystemProperties"] = [.value("system")]
        script["ISystemProperties_getSupportedStorageBuses"] = [.values("IDE", "SATA")]
        let channel = ScriptedChannel(script)
        let limits = try await HostScope.scripted(channel, version: APIVersion(7, 0)).limits()
        #expect(Set(limits.buses.keys) == [.ide, .sata])
        for call in channel.calls {
            let parameters = OlderVersions.signatures[call.operation]?["7.0.18"]
            let names = try #require(parameters, "\(call.operation)").filter { !$0.hasPrefix("->") }
                .compactMap { $0.split(separator: ":").first.map(String.init) }
            #expect(Set(names).isSubset(of: call.parameters.map(\.name)), "\(call.operation)")
        }
    }
}
