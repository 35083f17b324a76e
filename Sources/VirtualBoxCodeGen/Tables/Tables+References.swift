//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What is known of VirtualBox beyond its WSDL.
enum Tables {
    /// Interfaces that inherit all they can do, so that the WSDL has no operation of theirs.
    static let interfacesWithoutOperations = ["IDHCPGlobalConfig"]

    /// The strings of the WSDL that are references to objects, or octets in base64.
    ///
    /// A line is an operation or a structure, followed by pairs of a parameter, result or field and the interface
    /// that it refers to, or `octets`. `IManagedObjectRef` stands for an object of any interface.
    static let references = """
        IAppliance_createVFSExplorer returnval IVFSExplorer
        IAppliance_getCertificate returnval ICertificate
        IAppliance_getVirtualSystemDescriptions returnval IVirtualSystemDescription
        IAppliance_importMachines returnval IProgress
        IAppliance_read returnval IProgress
        IAppliance_write returnval IProgress
        IAudioAdapterChangedEvent_getAudioAdapter returnval IAudioAdapter
        IAudioSettings_getAdapter returnval IAudioAdapter
        IAudioSettings_getHostAudioDevice returnval IHostAudioDevice
        IAudioSettings_setHostAudioDevice device IHostAudioDevice
        IBandwidthControl_getAllBandwidthGroups returnval IBandwidthGroup
        IBandwidthControl_getBandwidthGroup returnval IBandwidthGroup
        IBandwidthGroupChangedEvent_getBandwidthGroup returnval IBandwidthGroup
        IBooleanFormValue_setSelected returnval IProgress
        ICertificate_getRawCertData returnval octets
        ICertificate_getSubjectPublicKey returnval octets
        IChoiceFormValue_setSelectedIndex returnval IProgress
        ICloudClient_addCloudMachine machine ICloudMachine returnval IProgress
        ICloudClient_cloneInstance clone ICloudMachine returnval IProgress
        ICloudClient_createCloudMachine description IVirtualSystemDescription machine ICloudMachine returnval IProgress
        ICloudClient_createImage returnval IProgress
        ICloudClient_deleteImage returnval IProgress
        ICloudClient_exportImage image IMedium returnval IProgress
        ICloudClient_exportVM description IVirtualSystemDescription progress IProgress
        ICloudClient_getCloudMachine returnval ICloudMachine
        ICloudClient_getCloudMachineList returnval ICloudMachine
        ICloudClient_getCloudMachineStubList returnval ICloudMachine
        ICloudClient_getExportDescriptionForm description IVirtualSystemDescription form IVirtualSystemDescriptionForm returnval IProgress
        ICloudClient_getImageInfo infoArray IStringArray returnval IProgress
        ICloudClient_getImportDescriptionForm description IVirtualSystemDescription form IVirtualSystemDescriptionForm returnval IProgress
        ICloudClient_getInstanceInfo description IVirtualSystemDescription returnval IProgress
        ICloudClient_getLaunchDescriptionForm description IVirtualSystemDescription form IVirtualSystemDescriptionForm returnval IProgress
        ICloudClient_getSubnetSelectionForm description IVirtualSystemDescription form IVirtualSystemDescriptionForm returnval IProgress
        ICloudClient_getVnicInfo infoArray IStringArray returnval IProgress
        ICloudClient_importImage returnval IProgress
        ICloudClient_importInstance description IVirtualSystemDescription progress IProgress
        ICloudClient_launchVM description IVirtualSystemDescription returnval IProgress
        ICloudClient_listBootVolumes returnNames IStringArray returnIds IStringArray returnval IProgress
        ICloudClient_listImages returnNames IStringArray returnIds IStringArray returnval IProgress
        ICloudClient_listInstances returnNames IStringArray returnIds IStringArray returnval IProgress
        ICloudClient_listSourceBootVolumes returnNames IStringArray returnIds IStringArray returnval IProgress
        ICloudClient_listSourceInstances returnNames IStringArray returnIds IStringArray returnval IProgress
        ICloudClient_listVnicAttachments returnVnicAttachmentIds IStringArray returnVnicIds IStringArray returnval IProgress
        ICloudClient_pauseInstance returnval IProgress
        ICloudClient_readCloudMachineList returnval IProgress
        ICloudClient_readCloudMachineStubList returnval IProgress
        ICloudClient_resetInstance returnval IProgress
        ICloudClient_setupCloudNetworkEnvironment networkEnvironmentInfo ICloudNetworkEnvironmentInfo returnval IProgress
        ICloudClient_startCloudNetworkGateway network ICloudNetwork gatewayInfo ICloudNetworkGatewayInfo returnval IProgress
        ICloudClient_startInstance returnval IProgress
        ICloudClient_terminateInstance returnval IProgress
        ICloudMachine_createConsoleConnection returnval IProgress
        ICloudMachine_deleteConsoleConnection returnval IProgress
        ICloudMachine_enumerateMetricData values IStringArray timestamps IStringArray unit IStringArray returnval IProgress
        ICloudMachine_getAccessError returnval IVirtualBoxErrorInfo
        ICloudMachine_getConsoleHistory stream IDataStream returnval IProgress
        ICloudMachine_getDetailsForm returnval IForm
        ICloudMachine_getSettingsForm form IForm returnval IProgress
        ICloudMachine_listMetricNames metricNames IStringArray returnval IProgress
        ICloudMachine_powerDown returnval IProgress
        ICloudMachine_powerUp returnval IProgress
        ICloudMachine_reboot returnval IProgress
        ICloudMachine_refresh returnval IProgress
        ICloudMachine_remove returnval IProgress
        ICloudMachine_reset returnval IProgress
        ICloudMachine_shutdown returnval IProgress
        ICloudMachine_terminate returnval IProgress
        ICloudMachine_unregister returnval IProgress
        ICloudProfile_createCloudClient returnval ICloudClient
        ICloudProviderManager_getProviderById returnval ICloudProvider
        ICloudProviderManager_getProviderByName returnval ICloudProvider
        ICloudProviderManager_getProviderByShortName returnval ICloudProvider
        ICloudProviderManager_getProviders returnval ICloudProvider
        ICloudProvider_getProfileByName returnval ICloudProfile
        ICloudProvider_getProfiles returnval ICloudProfile
        IConsole_detachUSBDevice returnval IUSBDevice
        IConsole_findUSBDeviceByAddress returnval IUSBDevice
        IConsole_findUSBDeviceById returnval IUSBDevice
        IConsole_getDebugger returnval IMachineDebugger
        IConsole_getDisplay returnval IDisplay
        IConsole_getEmulatedUSB returnval IEmulatedUSB
        IConsole_getEventSource returnval IEventSource
        IConsole_getGuest returnval IGuest
        IConsole_getKeyboard returnval IKeyboard
        IConsole_getMachine returnval IMachine
        IConsole_getMouse returnval IMouse
        IConsole_getRemoteUSBDevices returnval IHostUSBDevice
        IConsole_getSharedFolders returnval ISharedFolder
        IConsole_getUSBDevices returnval IUSBDevice
        IConsole_powerDown returnval IProgress
        IConsole_powerUp returnval IProgress
        IConsole_powerUpPaused returnval IProgress
        IConsole_teleport returnval IProgress
        IDHCPGroupConfig_addCondition returnval IDHCPGroupCondition
        IDHCPGroupConfig_getConditions returnval IDHCPGroupCondition
        IDHCPServer_getConfig returnval IDHCPConfig
        IDHCPServer_getEventSource returnval IEventSource
        IDHCPServer_getGlobalConfig returnval IDHCPGlobalConfig
        IDHCPServer_getGroupConfigs returnval IDHCPGroupConfig
        IDHCPServer_getIndividualConfigs returnval IDHCPIndividualConfig
        IDataStream_read returnval octets
        IDirectory_getEventSource returnval IEventSource
        IDirectory_list returnval IFsObjInfo
        IDirectory_read returnval IFsObjInfo
        IDisplay_attachFramebuffer framebuffer IFramebuffer
        IDisplay_createGuestScreenInfo returnval IGuestScreenInfo
        IDisplay_getGuestScreenLayout returnval IGuestScreenInfo
        IDisplay_queryFramebuffer returnval IFramebuffer
        IDisplay_setScreenLayout guestScreenInfo IGuestScreenInfo
        IDisplay_takeScreenShotToArray returnval octets
        IDnDSource_drop returnval IProgress
        IDnDSource_receiveData returnval octets
        IDnDTarget_sendData data octets returnval IProgress
        IEventListener_handleEvent event IEvent
        IEventSourceChangedEvent_getListener returnval IEventListener
        IEventSource_createAggregator subordinates IEventSource returnval IEventSource
        IEventSource_createListener returnval IEventListener
        IEventSource_eventProcessed listener IEventListener event IEvent
        IEventSource_fireEvent event IEvent
        IEventSource_getEvent listener IEventListener returnval IEvent
        IEventSource_registerListener listener IEventListener
        IEventSource_unregisterListener listener IEventListener
        IEvent_getSource returnval IEventSource
        IFile_getEventSource returnval IEventSource
        IFile_queryInfo returnval IFsObjInfo
        IFile_read returnval octets
        IFile_readAt returnval octets
        IFile_write data octets
        IFile_writeAt data octets
        IForm_apply returnval IProgress
        IForm_getValues returnval IFormValue
        IFramebuffer_getOverlay returnval IFramebufferOverlay
        IFramebuffer_notify3DEvent data octets
        IFramebuffer_notifyUpdateImage image octets
        IGuestDebugControlChangedEvent_getGuestDebugControl returnval IGuestDebugControl
        IGuestDirectoryEvent_getDirectory returnval IGuestDirectory
        IGuestDirectoryReadEvent_getObjInfo returnval IFsObjInfo
        IGuestDirectoryStateChangedEvent_getError returnval IVirtualBoxErrorInfo
        IGuestFileEvent_getFile returnval IGuestFile
        IGuestFileReadEvent_getData returnval octets
        IGuestFileStateChangedEvent_getError returnval IVirtualBoxErrorInfo
        IGuestProcessEvent_getProcess returnval IGuestProcess
        IGuestProcessOutputEvent_getData returnval octets
        IGuestProcessStateChangedEvent_getError returnval IVirtualBoxErrorInfo
        IGuestSessionEvent_getSession returnval IGuestSession
        IGuestSessionStateChangedEvent_getError returnval IVirtualBoxErrorInfo
        IGuestSession_copyFromGuest returnval IProgress
        IGuestSession_copyToGuest returnval IProgress
        IGuestSession_directoryCopy returnval IProgress
        IGuestSession_directoryCopyFromGuest returnval IProgress
        IGuestSession_directoryCopyToGuest returnval IProgress
        IGuestSession_directoryOpen returnval IGuestDirectory
        IGuestSession_directoryRemoveRecursive returnval IProgress
        IGuestSession_fileCopy returnval IProgress
        IGuestSession_fileCopyFromGuest returnval IProgress
        IGuestSession_fileCopyToGuest returnval IProgress
        IGuestSession_fileCreateTemp returnval IGuestFile
        IGuestSession_fileOpen returnval IGuestFile
        IGuestSession_fileOpenEx returnval IGuestFile
        IGuestSession_fsObjCopyArray returnval IProgress
        IGuestSession_fsObjMove returnval IProgress
        IGuestSession_fsObjMoveArray returnval IProgress
        IGuestSession_fsObjQueryInfo returnval IGuestFsObjInfo
        IGuestSession_fsObjRemoveArray returnval IProgress
        IGuestSession_fsQueryInfo returnval IGuestFsInfo
        IGuestSession_getDirectories returnval IGuestDirectory
        IGuestSession_getEventSource returnval IEventSource
        IGuestSession_getFiles returnval IGuestFile
        IGuestSession_getProcesses returnval IGuestProcess
        IGuestSession_processCreate returnval IGuestProcess
        IGuestSession_processCreateEx returnval IGuestProcess
        IGuestSession_processGet returnval IGuestProcess
        IGuest_createSession returnval IGuestSession
        IGuest_findSession returnval IGuestSession
        IGuest_getDnDSource returnval IGuestDnDSource
        IGuest_getDnDTarget returnval IGuestDnDTarget
        IGuest_getEventSource returnval IEventSource
        IGuest_getSessions returnval IGuestSession
        IGuest_updateGuestAdditions returnval IProgress
        IHostAudioDeviceChangedEvent_getDevice returnval IHostAudioDevice
        IHostAudioDeviceChangedEvent_getError returnval IVirtualBoxErrorInfo
        IHost_createHostOnlyNetworkInterface hostInterface IHostNetworkInterface returnval IProgress
        IHost_createUSBDeviceFilter returnval IHostUSBDeviceFilter
        IHost_findHostDVDDrive returnval IMedium
        IHost_findHostFloppyDrive returnval IMedium
        IHost_findHostNetworkInterfaceById returnval IHostNetworkInterface
        IHost_findHostNetworkInterfaceByName returnval IHostNetworkInterface
        IHost_findHostNetworkInterfacesOfType returnval IHostNetworkInterface
        IHost_findUSBDeviceByAddress returnval IHostUSBDevice
        IHost_findUSBDeviceById returnval IHostUSBDevice
        IHost_getAudioDevices returnval IHostAudioDevice
        IHost_getDVDDrives returnval IMedium
        IHost_getFloppyDrives returnval IMedium
        IHost_getHostDrives returnval IHostDrive
        IHost_getNetworkInterfaces returnval IHostNetworkInterface
        IHost_getUSBDeviceFilters returnval IHostUSBDeviceFilter
        IHost_getUSBDevices returnval IHostUSBDevice
        IHost_getUpdateExtPack returnval IUpdateAgent
        IHost_getUpdateGuestAdditions returnval IUpdateAgent
        IHost_getUpdateHost returnval IUpdateAgent
        IHost_getVideoInputDevices returnval IHostVideoInputDevice
        IHost_getX86 returnval IHostX86
        IHost_insertUSBDeviceFilter filter IHostUSBDeviceFilter
        IHost_removeHostOnlyNetworkInterface returnval IProgress
        IKeyboard_getEventSource returnval IEventSource
        IMachineDebugger_readPhysicalMemory returnval octets
        IMachineDebugger_readVirtualMemory returnval octets
        IMachineDebugger_takeGuestSample returnval IProgress
        IMachineDebugger_writePhysicalMemory bytes octets
        IMachineDebugger_writeVirtualMemory bytes octets
        IMachine_addStorageController returnval IStorageController
        IMachine_addUSBController returnval IUSBController
        IMachine_attachDevice medium IMedium
        IMachine_changeEncryption returnval IProgress
        IMachine_cloneTo target IMachine returnval IProgress
        IMachine_deleteConfig media IMedium returnval IProgress
        IMachine_deleteSnapshot returnval IProgress
        IMachine_deleteSnapshotAndAllChildren returnval IProgress
        IMachine_deleteSnapshotRange returnval IProgress
        IMachine_exportTo appliance IAppliance returnval IVirtualSystemDescription
        IMachine_findSnapshot returnval ISnapshot
        IMachine_getAccessError returnval IVirtualBoxErrorInfo
        IMachine_getAudioSettings returnval IAudioSettings
        IMachine_getBandwidthControl returnval IBandwidthControl
        IMachine_getCurrentSnapshot returnval ISnapshot
        IMachine_getFirmwareSettings returnval IFirmwareSettings
        IMachine_getGraphicsAdapter returnval IGraphicsAdapter
        IMachine_getGuestDebugControl returnval IGuestDebugControl
        IMachine_getIcon returnval octets
        IMachine_getMedium returnval IMedium
        IMachine_getNetworkAdapter returnval INetworkAdapter
        IMachine_getNonVolatileStore returnval INvramStore
        IMachine_getParallelPort returnval IParallelPort
        IMachine_getParent returnval IVirtualBox
        IMachine_getPlatform returnval IPlatform
        IMachine_getRecordingSettings returnval IRecordingSettings
        IMachine_getSerialPort returnval ISerialPort
        IMachine_getSharedFolders returnval ISharedFolder
        IMachine_getStorageControllerByInstance returnval IStorageController
        IMachine_getStorageControllerByName returnval IStorageController
        IMachine_getStorageControllers returnval IStorageController
        IMachine_getTrustedPlatformModule returnval ITrustedPlatformModule
        IMachine_getUSBControllerByName returnval IUSBController
        IMachine_getUSBControllers returnval IUSBController
        IMachine_getUSBDeviceFilters returnval IUSBDeviceFilters
        IMachine_getVRDEServer returnval IVRDEServer
        IMachine_launchVMProcess session ISession returnval IProgress
        IMachine_lockMachine session ISession
        IMachine_mountMedium medium IMedium
        IMachine_moveTo returnval IProgress
        IMachine_readLog returnval octets
        IMachine_readSavedScreenshotToArray returnval octets
        IMachine_readSavedThumbnailToArray returnval octets
        IMachine_restoreSnapshot snapshot ISnapshot returnval IProgress
        IMachine_saveState returnval IProgress
        IMachine_setBandwidthGroupForDevice bandwidthGroup IBandwidthGroup
        IMachine_setIcon icon octets
        IMachine_setSettingsFilePath returnval IProgress
        IMachine_takeSnapshot returnval IProgress
        IMachine_unregister returnval IMedium
        IMediumAttachment machine IMachine medium IMedium bandwidthGroup IBandwidthGroup
        IMediumConfigChangedEvent_getMedium returnval IMedium
        IMediumIO_convertToStream stream IDataStream returnval IProgress
        IMediumIO_getExplorer returnval IVFSExplorer
        IMediumIO_getMedium returnval IMedium
        IMediumIO_read returnval octets
        IMediumIO_write data octets
        IMedium_changeEncryption returnval IProgress
        IMedium_cloneTo target IMedium parent IMedium returnval IProgress
        IMedium_cloneToBase target IMedium returnval IProgress
        IMedium_compact returnval IProgress
        IMedium_createBaseStorage returnval IProgress
        IMedium_createDiffStorage target IMedium returnval IProgress
        IMedium_deleteStorage returnval IProgress
        IMedium_getBase returnval IMedium
        IMedium_getChildren returnval IMedium
        IMedium_getMediumFormat returnval IMediumFormat
        IMedium_getParent returnval IMedium
        IMedium_lockRead returnval IToken
        IMedium_lockWrite returnval IToken
        IMedium_mergeTo target IMedium returnval IProgress
        IMedium_moveTo returnval IProgress
        IMedium_openForIO returnval IMediumIO
        IMedium_reset returnval IProgress
        IMedium_resize returnval IProgress
        IMedium_resizeAndCloneTo target IMedium parent IMedium returnval IProgress
        IMousePointerShapeChangedEvent_getShape returnval octets
        IMousePointerShape_getShape returnval octets
        IMouse_getEventSource returnval IEventSource
        IMouse_getPointerShape returnval IMousePointerShape
        INATNetwork_getEventSource returnval IEventSource
        INetworkAdapterChangedEvent_getNetworkAdapter returnval INetworkAdapter
        INetworkAdapter_getBandwidthGroup returnval IBandwidthGroup
        INetworkAdapter_getNATEngine returnval INATEngine
        INetworkAdapter_setBandwidthGroup bandwidthGroup IBandwidthGroup
        INvramStore_getUefiVariableStore returnval IUefiVariableStore
        IParallelPortChangedEvent_getParallelPort returnval IParallelPort
        IPerformanceCollector_disableMetrics objects IManagedObjectRef returnval IPerformanceMetric
        IPerformanceCollector_enableMetrics objects IManagedObjectRef returnval IPerformanceMetric
        IPerformanceCollector_getMetrics objects IManagedObjectRef returnval IPerformanceMetric
        IPerformanceCollector_queryMetricsData objects IManagedObjectRef returnObjects IManagedObjectRef
        IPerformanceCollector_setupMetrics objects IManagedObjectRef returnval IPerformanceMetric
        IPerformanceMetric_getObject returnval IManagedObjectRef
        IPlatform_getARM returnval IPlatformARM
        IPlatform_getProperties returnval IPlatformProperties
        IPlatform_getX86 returnval IPlatformX86
        IProcess_getEventSource returnval IEventSource
        IProcess_read returnval octets
        IProcess_write data octets
        IProcess_writeArray data octets
        IProgress_getErrorInfo returnval IVirtualBoxErrorInfo
        IProgress_getEventSource returnval IEventSource
        IProgress_getInitiator returnval IManagedObjectRef
        IRangedInteger64FormValue_setInteger returnval IProgress
        IRangedIntegerFormValue_setInteger returnval IProgress
        IRecordingSettings_getProgress returnval IProgress
        IRecordingSettings_getScreenSettings returnval IRecordingScreenSettings
        IRecordingSettings_getScreens returnval IRecordingScreenSettings
        IRecordingSettings_start returnval IProgress
        IRecordingStateChangedEvent_getError returnval IVirtualBoxErrorInfo
        ISerialPortChangedEvent_getSerialPort returnval ISerialPort
        ISession_getConsole returnval IConsole
        ISession_getMachine returnval IMachine
        ISnapshot_getChildren returnval ISnapshot
        ISnapshot_getMachine returnval IMachine
        ISnapshot_getParent returnval ISnapshot
        IStringFormValue_setString returnval IProgress
        ISystemProperties_getCPUProfiles returnval ICPUProfile
        ISystemProperties_getMediumFormats returnval IMediumFormat
        ISystemProperties_getPlatform returnval IPlatformProperties
        IUSBDeviceFilters_createDeviceFilter returnval IUSBDeviceFilter
        IUSBDeviceFilters_getDeviceFilters returnval IUSBDeviceFilter
        IUSBDeviceFilters_insertDeviceFilter filter IUSBDeviceFilter
        IUSBDeviceFilters_removeDeviceFilter returnval IUSBDeviceFilter
        IUSBDeviceStateChangedEvent_getDevice returnval IUSBDevice
        IUSBDeviceStateChangedEvent_getError returnval IVirtualBoxErrorInfo
        IUefiVariableStore_addKek keyEncryptionKey octets
        IUefiVariableStore_addSignatureToDb signature octets
        IUefiVariableStore_addSignatureToDbx signature octets
        IUefiVariableStore_addSignatureToMok signature octets
        IUefiVariableStore_addVariable data octets
        IUefiVariableStore_changeVariable data octets
        IUefiVariableStore_enrollPlatformKey platformKey octets
        IUefiVariableStore_queryVariableByName data octets
        IUnattended_getMachine returnval IMachine
        IUnattended_setMachine machine IMachine
        IUpdateAgentEvent_getAgent returnval IUpdateAgent
        IUpdateAgent_checkFor returnval IProgress
        IUpdateAgent_download returnval IProgress
        IUpdateAgent_getEventSource returnval IEventSource
        IUpdateAgent_install returnval IProgress
        IVFSExplorer_cd returnval IProgress
        IVFSExplorer_cdUp returnval IProgress
        IVFSExplorer_remove returnval IProgress
        IVFSExplorer_update returnval IProgress
        IVirtualBoxErrorInfo_getNext returnval IVirtualBoxErrorInfo
        IVirtualBox_createAppliance returnval IAppliance
        IVirtualBox_createCloudNetwork returnval ICloudNetwork
        IVirtualBox_createDHCPServer returnval IDHCPServer
        IVirtualBox_createHostOnlyNetwork returnval IHostOnlyNetwork
        IVirtualBox_createMachine returnval IMachine
        IVirtualBox_createMedium returnval IMedium
        IVirtualBox_createNATNetwork returnval INATNetwork
        IVirtualBox_createUnattendedInstaller returnval IUnattended
        IVirtualBox_findCloudNetworkByName returnval ICloudNetwork
        IVirtualBox_findDHCPServerByNetworkName returnval IDHCPServer
        IVirtualBox_findHostOnlyNetworkById returnval IHostOnlyNetwork
        IVirtualBox_findHostOnlyNetworkByName returnval IHostOnlyNetwork
        IVirtualBox_findMachine returnval IMachine
        IVirtualBox_findNATNetworkByName returnval INATNetwork
        IVirtualBox_findProgressById returnval IProgress
        IVirtualBox_getCloudNetworks returnval ICloudNetwork
        IVirtualBox_getCloudProviderManager returnval ICloudProviderManager
        IVirtualBox_getDHCPServers returnval IDHCPServer
        IVirtualBox_getDVDImages returnval IMedium
        IVirtualBox_getEventSource returnval IEventSource
        IVirtualBox_getFloppyImages returnval IMedium
        IVirtualBox_getHardDisks returnval IMedium
        IVirtualBox_getHost returnval IHost
        IVirtualBox_getHostOnlyNetworks returnval IHostOnlyNetwork
        IVirtualBox_getMachineStates machines IMachine
        IVirtualBox_getMachines returnval IMachine
        IVirtualBox_getMachinesByGroups returnval IMachine
        IVirtualBox_getNATNetworks returnval INATNetwork
        IVirtualBox_getPerformanceCollector returnval IPerformanceCollector
        IVirtualBox_getPlatformProperties returnval IPlatformProperties
        IVirtualBox_getProgressOperations returnval IProgress
        IVirtualBox_getSharedFolders returnval ISharedFolder
        IVirtualBox_getSystemProperties returnval ISystemProperties
        IVirtualBox_getTrackedObject pIface IManagedObjectRef
        IVirtualBox_openMachine returnval IMachine
        IVirtualBox_openMedium returnval IMedium
        IVirtualBox_registerMachine machine IMachine
        IVirtualBox_removeCloudNetwork network ICloudNetwork
        IVirtualBox_removeDHCPServer server IDHCPServer
        IVirtualBox_removeHostOnlyNetwork network IHostOnlyNetwork
        IVirtualBox_removeNATNetwork network INATNetwork
        IVirtualSystemDescriptionForm_getVirtualSystemDescription returnval IVirtualSystemDescription
        IWebsessionManager_getSessionObject refIVirtualBox IVirtualBox returnval ISession
        IWebsessionManager_logoff refIVirtualBox IVirtualBox
        IWebsessionManager_logon returnval IVirtualBox
        """
}
