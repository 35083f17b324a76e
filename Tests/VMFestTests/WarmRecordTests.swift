//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest

struct WarmRecordTests {
    private func refusal(_ spec: MachineSpec) -> VMFestError.Code? {
        do {
            try WarmRefusal.check(spec)
            return nil
        } catch { return (error as? VMFestError)?.code }
    }

    @Test("What each clone has of its own does not belong to what they share")
    func shared() {
        var spec = MachineSpec()
        let plain = spec.sharedByClones
        spec.description = "text"
        spec.networks = [.nat(forwards: [PortForward(hostPort: 0, guestPort: 22)])]
        #expect(spec.sharedByClones == plain)
        spec.cpus = 2
        #expect(spec.sharedByClones != plain)
    }

    @Test("Cards in a network with others, those whose address stays, and existing disks can not start warm")
    func refusals() {
        #expect(refusal(MachineSpec(networks: [.nat(), .unplugged])) == nil)
        #expect(refusal(MachineSpec(networks: [NetworkAdapter(.nat(forwards: []), macAddress: "080027000001")])) == nil)
        for adapter in [
            .bridged("eth0"), .hostOnly("vboxnet0"), .internal("net"),
            NetworkAdapter(.nat(forwards: []), model: .pcnet),
        ] {
            #expect(refusal(MachineSpec(networks: [adapter])) == .notSupported)
        }
        let disks = [StorageController.sata("SATA", devices: [nil, .disk("/a.vdi")])]
        #expect(refusal(MachineSpec(storage: disks)) == .notSupported)
    }

    @Test("Every model of a card has a setting for its delay")
    func delays() {
        let keys = NetworkAdapter.Model.allCases.map { LinkDelay.key($0, slot: 3) }
        #expect(keys.allSatisfy { $0.hasPrefix("VBoxInternal/Devices/") && $0.hasSuffix("/3/Config/LinkUpDelay") })
        #expect(LinkDelay.key(.virtio, slot: 0).contains("/virtio-net/"))
    }

    @Test("A record that is none is not read")
    func unreadable() {
        #expect(WarmRecord(text: "{}") == nil)
        #expect(WarmRecord(text: "") == nil)
    }
}
