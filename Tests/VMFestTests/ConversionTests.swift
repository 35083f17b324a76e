//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBox
import VirtualBoxAPI

@testable import VMFest

struct ConversionTests {
    @Test("Every value of a spec is one that VirtualBox knows")
    func known() {
        #expect(Firmware.allCases.map(FirmwareType.init).allSatisfy(FirmwareType.knownValues.contains))
        #expect(
            Graphics.Controller.allCases.map(GraphicsControllerType.init)
                .allSatisfy(GraphicsControllerType.knownValues.contains))
        #expect(
            VMFest.NetworkAdapter.Model.allCases.map(NetworkAdapterType.init)
                .allSatisfy(NetworkAdapterType.knownValues.contains))
        #expect(
            PortForward.TransportProtocol.allCases.map(NATProtocol.init).allSatisfy(NATProtocol.knownValues.contains))
        #expect(
            VMFest.StorageController.Bus.allCases.map(StorageBus.init).allSatisfy(StorageBus.knownValues.contains))
    }

    @Test("No two values of a spec are the same to VirtualBox")
    func distinct() {
        #expect(Set(Graphics.Controller.allCases.map(GraphicsControllerType.init)).count == 5)
        #expect(Set(VMFest.NetworkAdapter.Model.allCases.map(NetworkAdapterType.init)).count == 15)
        #expect(Set(VMFest.StorageController.Bus.allCases.map(StorageBus.init)).count == 8)
    }

    @Test("Firmware and protocols have VirtualBox's names")
    func names() {
        #expect(FirmwareType(.bios).rawValue == "BIOS")
        #expect(FirmwareType(.efi).rawValue == "EFI")
        #expect(NATProtocol(.tcp).rawValue == "TCP")
        #expect(NATProtocol(.udp).rawValue == "UDP")
    }

    @Test(
        "A state has the product's word",
        arguments: [
            (VirtualBoxAPI.MachineState.poweredOff, VMFest.MachineState.off), (.teleported, .off),
            (.aborted, .aborted), (.saved, .saved), (.abortedSaved, .saved), (.starting, .starting),
            (.restoring, .restoring), (.running, .running), (.paused, .paused), (.teleportingPausedVM, .paused),
            (.stuck, .stuck), (.stopping, .stopping), (.saving, .saving), (.liveSnapshotting, .changing),
            (.deletingSnapshot, .changing), (.settingUp, .changing), (.null, .changing),
            (VirtualBoxAPI.MachineState(rawValue: "Hibernating"), .changing),
        ])
    func state(remote: VirtualBoxAPI.MachineState, state: VMFest.MachineState) {
        #expect(VMFest.MachineState(remote) == state)
    }

    @Test("A state and its phase never disagree", arguments: VirtualBoxAPI.MachineState.knownValues)
    func phase(remote: VirtualBoxAPI.MachineState) {
        let expected: [VMFest.MachineState: MachinePhase] = [
            .off: .off, .aborted: .aborted, .saved: .saved, .running: .running, .paused: .paused, .stuck: .stuck,
        ]
        #expect(MachinePhase(remote) == expected[VMFest.MachineState(remote), default: .changing])
    }
}
