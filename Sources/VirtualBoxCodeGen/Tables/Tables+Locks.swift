//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension Tables {
    /// What can be changed only while a machine is locked; VirtualBox refuses it else.
    static let locks = Supplement.Locks(
        interfaces: [
            "IMachine", "IAudioAdapter", "IAudioSettings", "IBandwidthControl", "IBandwidthGroup", "IFirmwareSettings",
            "IGraphicsAdapter", "IGuestDebugControl", "INATEngine", "INetworkAdapter", "INvramStore", "IParallelPort",
            "IPlatform", "IPlatformARM", "IPlatformX86", "IRecordingScreenSettings", "IRecordingSettings",
            "ISerialPort", "ISharedFolder", "IStorageController", "ITrustedPlatformModule", "IUSBController",
            "IUSBDeviceFilter", "IUSBDeviceFilters", "IUefiVariableStore", "IVRDEServer",
        ],
        free: [
            .init("IMachine_cloneTo", because: "the machine is only read"),
            .init("IMachine_deleteConfig", because: "done to a machine that is no longer registered"),
            .init("IMachine_exportTo", because: "the machine is only read"),
            .init("IMachine_readSavedScreenshotToArray", because: "it only looks"),
            .init("IMachine_readSavedThumbnailToArray", because: "it only looks"),
            .init("IMachine_unregister", because: "VirtualBox refuses it while the machine is locked"),
        ],
        giveChangeable: [
            .init("IConsole_getMachine", because: "a console exists under a lock only"),
            .init("IConsole_getSharedFolders", because: "a console exists under a lock only"),
            .init("IVirtualBox_createMachine", because: "nobody has a lock of a machine that is not registered"),
            .init("IVirtualBox_getSharedFolders", because: "they are the host's, not a machine's"),
            .init("IVirtualBox_openMachine", because: "nobody has a lock of a machine that is not registered"),
        ],
        hidden: [
            .init("IMachine_launchVMProcess", because: "takes a session object; machines are started in VMFest's way"),
            .init("IMachine_lockMachine", because: "a lock is taken and given back by its scope"),
            .init("ISession_unlockMachine", because: "a lock is taken and given back by its scope"),
        ])
}
