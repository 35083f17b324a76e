//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import TestSupport
import Testing

@testable import VirtualBox

struct CallNatureTests {
    @Test(
        "What changes something is awaited and never repeated",
        arguments: [
            "IWebsessionManager_logon", "IWebsessionManager_logoff", "IManagedObjectRef_release",
            "IVirtualBox_createMachine", "IVirtualBox_registerMachine", "IVirtualBox_openMedium",
            "IVirtualBox_createMedium", "IVirtualBox_setExtraData", "IVirtualBox_createAppliance",
            "IAppliance_createVFSExplorer", "IVFSExplorer_remove", "IMachine_lockMachine", "IMachine_launchVMProcess",
            "IMachine_unregister", "IMachine_deleteConfig", "IMachine_saveState", "IMachine_saveSettings",
            "IMachine_attachDevice", "IMachine_addStorageController", "IMachine_createSharedFolder",
            "IMachine_setMemorySize", "IMachine_setCPUCount", "IMachine_setDescription", "IMachine_setExtraData",
            "IMachine_setFirmwareType", "IBIOSSettings_setIOAPICEnabled", "IFirmwareSettings_setFirmwareType",
            "IPlatform_setRTCUseUTC", "IGraphicsAdapter_setVRAMSize", "INetworkAdapter_setEnabled",
            "INATEngine_addRedirect", "IStorageController_setPortCount", "ISerialPort_setPath", "IMedium_close",
            "IMedium_deleteStorage", "IMedium_setType", "IMedium_createDiffStorage", "IMedium_createBaseStorage",
            "IMedium_setAutoReset", "IConsole_pause", "IConsole_resume", "IConsole_reset", "IConsole_powerButton",
            "IConsole_powerDown", "ISession_unlockMachine", "IProgress_cancel", "IEventSource_createListener",
            "IEventSource_registerListener", "IEventSource_unregisterListener", "IEventSource_eventProcessed",
            "ISystemProperties_setWebServiceAuthLibrary",
        ])
    func change(operation: String) {
        #expect(CallNature(of: operation) == .change)
    }

    @Test(
        "What only looks may be given up and repeated",
        arguments: [
            "IVirtualBox_findMachine", "IVirtualBox_getAPIVersion", "IVirtualBox_getVersion", "IVirtualBox_getMachines",
            "IVirtualBox_getMachinesByGroups", "IVirtualBox_getGuestOSType", "IVirtualBox_getPlatformProperties",
            "IVirtualBox_getExtraData", "IVirtualBox_getHardDisks", "IMachine_getState", "IMachine_getSessionState",
            "IMachine_getName", "IMachine_getAccessible", "IMachine_enumerateGuestProperties",
            "IMachine_getGuestProperty", "IMachine_readLog", "ISession_getMachine", "ISession_getConsole",
            "IWebsessionManager_getSessionObject", "IManagedObjectRef_getInterfaceName", "IProgress_getCompleted",
            "IProgress_getErrorInfo", "IVirtualBoxErrorInfo_getNext", "ISystemProperties_getMaxNetworkAdapters",
            "IMachine_getBIOSSettings", "IEvent_getType",
        ])
    func read(operation: String) {
        #expect(CallNature(of: operation) == .read)
    }

    @Test(
        "What blocks on the server is a wait",
        arguments: [
            "IEventSource_getEvent", "IProgress_waitForCompletion", "IProgress_waitForOperationCompletion",
            "IEvent_waitProcessed", "IGuestSession_waitFor", "IGuestSession_waitForArray", "IProcess_waitFor",
            "IProcess_waitForArray",
        ])
    func wait(operation: String) {
        #expect(CallNature(of: operation) == .wait)
        #expect(Bindings.byName[operation] != nil)
    }

    @Test("Every operation that begins with wait is a wait")
    func allWaits() {
        let waits = Bindings.operations.filter { $0.method.hasPrefix("wait") }.map(\.name)
        #expect(!waits.isEmpty)
        #expect(waits.filter { CallNature(of: $0) != .wait }.isEmpty)
    }

    @Test("No operation that sets, adds, creates, removes or the like counts as a look")
    func noChangeIsARead() {
        let words = [
            "set", "add", "create", "remove", "delete", "attach", "detach", "lock", "unlock", "launch", "register",
            "unregister", "open", "close", "clone", "take", "restore", "put", "write", "reset", "power", "release",
        ]
        let wrong = Bindings.operations.filter { operation in
            words.contains { operation.method.hasPrefix($0) } && CallNature(of: operation.name) != .change
        }
        #expect(wrong.isEmpty)
    }
}
