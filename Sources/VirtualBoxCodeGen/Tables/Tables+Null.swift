//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension Tables {
    /// Parameters that may be null; all others are not optional in Swift.
    ///
    /// Null where VirtualBox does not expect it crashes the service for all its clients. That is why these must never
    /// stand here: `IVirtualBox_registerMachine machine`, `IMachine_lockMachine session`, `IEventSource_eventProcessed
    /// event`, `IMedium_createDiffStorage target`, `IMedium_cloneTo target`, `IVirtualBox_removeNATNetwork network`,
    /// `IUnattended_setMachine machine`.
    static let nullableParameters: [Supplement.Exception] = [
        .init("IMachine_attachDevice", "medium", because: "an empty drive"),
        .init("IMachine_mountMedium", "medium", because: "ejects what is in the drive"),
        .init("IMachine_setBandwidthGroupForDevice", "bandwidthGroup", because: "takes the device out of its group"),
        .init("INetworkAdapter_setBandwidthGroup", "bandwidthGroup", because: "takes the adapter out of its group"),
        .init("IMedium_cloneTo", "parent", because: "a clone that is a base medium"),
        .init("IMedium_resizeAndCloneTo", "parent", because: "a clone that is a base medium"),
    ]

    /// Results that may be null; null in place of any other is an error.
    ///
    /// The service also writes null for what it has lost, such as a session of a client that it has logged off.
    static let nullableResults: [Supplement.Exception] = [
        .init("IAppliance_getCertificate", "returnval", because: "the appliance is not signed"),
        .init("ICloudMachine_getAccessError", "returnval", because: "the machine is accessible"),
        .init("IDisplay_queryFramebuffer", "returnval", because: "none is attached"),
        .init("IEventSource_getEvent", "returnval", because: "none came in time"),
        .init("IFramebuffer_getOverlay", "returnval", because: "it has none"),
        .init("IGuestDirectoryStateChangedEvent_getError", "returnval", because: "the new state is no error"),
        .init("IGuestFileStateChangedEvent_getError", "returnval", because: "the new state is no error"),
        .init("IGuestProcessStateChangedEvent_getError", "returnval", because: "the new state is no error"),
        .init("IGuestSessionStateChangedEvent_getError", "returnval", because: "the new state is no error"),
        .init("IHostAudioDeviceChangedEvent_getError", "returnval", because: "the new state is no error"),
        .init("IHost_createHostOnlyNetworkInterface", "hostInterface", because: "it fails, as the progress tells"),
        .init("IMachine_getAccessError", "returnval", because: "the machine is accessible"),
        .init("IMachine_getCurrentSnapshot", "returnval", because: "the machine has no snapshot"),
        .init("IMachine_getMedium", "returnval", because: "the drive is empty"),
        .init("IMedium_getParent", "returnval", because: "it is a base medium"),
        .init("INetworkAdapter_getBandwidthGroup", "returnval", because: "it is in no group"),
        .init("IProgress_getErrorInfo", "returnval", because: "it did not fail"),
        .init("IProgress_getInitiator", "returnval", because: "not every operation has one"),
        .init("IRecordingStateChangedEvent_getError", "returnval", because: "the new state is no error"),
        .init("ISession_getConsole", "returnval", because: "the machine does not run, or is locked by another process"),
        .init("ISnapshot_getParent", "returnval", because: "it is the first"),
        .init("IUnattended_getMachine", "returnval", because: "none was set"),
        .init("IUSBDeviceStateChangedEvent_getError", "returnval", because: "the new state is no error"),
        .init("IVirtualBoxErrorInfo_getNext", "returnval", because: "it is the last"),
        .init("IVirtualBox_getTrackedObject", "pIface", because: "the object was deleted"),
    ]
}
