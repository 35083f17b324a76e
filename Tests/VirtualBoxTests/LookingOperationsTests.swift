//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import TestSupport
import Testing

@testable import VirtualBox

/// Which of all operations count as looks, beyond plain attributes.
///
/// When the bindings change, somebody has to look at the lists here.
struct LookingOperationsTests {
    private static let looks = Bindings.operations.filter { CallNature(of: $0.name) == .read }

    @Test("The bindings were found")
    func found() {
        #expect(Bindings.operations.count > 1_900)
        #expect(Self.looks.count > 1_100)
    }

    @Test("Beside get… these are looks, and no others")
    func notGet() {
        let names = Set(Self.looks.filter { !$0.method.hasPrefix("get") }.map(\.name))
        #expect(names == Self.known)
    }

    @Test("These looks begin something that goes on, and it only looks as well")
    func beginning() {
        let beginning = Self.looks.filter { $0.signature.firstMatch(of: /-> .*\bProgress\b/) != nil }
        let names = Set(beginning.map(\.name))
        #expect(
            names.subtracting(Self.objects) == [
                "ICloudClient_getExportDescriptionForm", "ICloudClient_getImageInfo",
                "ICloudClient_getImportDescriptionForm", "ICloudClient_getInstanceInfo",
                "ICloudClient_getLaunchDescriptionForm", "ICloudClient_getSubnetSelectionForm",
                "ICloudClient_getVnicInfo", "ICloudMachine_enumerateMetricData", "ICloudMachine_getConsoleHistory",
                "ICloudMachine_getSettingsForm",
            ])
    }

    @Test("What a machine without a lock can do is look, but for this")
    func unlocked() {
        let operations = Bindings.unlocked.map(\.name)
        #expect(operations.count > 200)
        #expect(
            operations.filter { CallNature(of: $0) != .read }.sorted() == [
                "IMachine_cloneTo", "IMachine_deleteConfig", "IMachine_exportTo",
                "IMachine_readSavedScreenshotToArray", "IMachine_readSavedThumbnailToArray", "IMachine_unregister",
            ])
    }

    @Test("No part of a machine without a lock is one that can be changed")
    func parts() {
        let locked = Set(Bindings.unlocked.map { $0.name.prefix { $0 != "_" }.dropFirst() })
        for operation in Bindings.unlocked {
            let result = operation.signature.split(separator: "->").dropFirst().joined()
            let types = result.matches(of: /\w+/).map(\.output)
            #expect(types.allSatisfy { !locked.contains($0) }, "\(operation.signature)")
        }
    }

    @Test("A look that adds what is missing is none")
    func mayAdd() {
        let names = Self.looks.filter { $0.signature.contains("mayAdd") }.map(\.name)
        #expect(names.isEmpty)
    }

    /// These give a progress object that exists already.
    private static let objects: Set = [
        "IVirtualBox_findProgressById", "IVirtualBox_getProgressOperations", "IRecordingSettings_getProgress",
    ]

    private static let known: Set = [
        "ICertificate_isCurrentlyExpired", "ICertificate_queryInfo", "ICloudMachine_enumerateMetricData",
        "IConsole_findUSBDeviceByAddress", "IConsole_findUSBDeviceById", "IDHCPServer_findLeaseByMAC",
        "IDisplay_queryFramebuffer", "IDnDBase_isFormatSupported", "IFile_queryInfo", "IFile_querySize",
        "IGraphicsAdapter_isFeatureEnabled", "IGuest_findSession", "IHost_findHostDVDDrive",
        "IHost_findHostFloppyDrive", "IHost_findHostNetworkInterfaceById", "IHost_findHostNetworkInterfaceByName",
        "IHost_findHostNetworkInterfacesOfType", "IHost_findUSBDeviceByAddress", "IHost_findUSBDeviceById",
        "IHost_isExecutionEngineSupported", "IMachineDebugger_queryOSKernelLog", "IMachine_enumerateGuestProperties",
        "IMachine_findSnapshot", "IMachine_queryLogFilename", "IMachine_querySavedGuestScreenInfo",
        "IMachine_querySavedScreenshotInfo", "IMachine_readLog", "IPerformanceCollector_queryMetricsData",
        "IRecordingScreenSettings_isFeatureEnabled", "IUefiVariableStore_queryVariableByName",
        "IUefiVariableStore_queryVariables", "IVetoEvent_isApproved", "IVetoEvent_isVetoed",
        "IVirtualBox_checkFirmwarePresent", "IVirtualBox_composeMachineFilename",
        "IVirtualBox_findCloudNetworkByName", "IVirtualBox_findDHCPServerByNetworkName",
        "IVirtualBox_findHostOnlyNetworkById", "IVirtualBox_findHostOnlyNetworkByName", "IVirtualBox_findMachine",
        "IVirtualBox_findNATNetworkByName", "IVirtualBox_findProgressById",
    ]
}
