//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How a machine's virtual CPUs behave.
///
/// How many there are is ``MachineSpec/cpus``.
public struct CPU: Sendable, Hashable, SpecPart {
    /// What executes a guest's code.
    public enum Engine: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// The best that the host has.
        case usual = "default"
        /// The processor's own virtualisation.
        case hardware
        /// The interface of the host's own hypervisor.
        case native
        /// Everything is interpreted: slow, and possible everywhere.
        case interpreter
        /// Everything is translated to the host's instructions.
        case recompiler
    }

    /// An interface for guests that know that they are in a machine.
    public enum Paravirtualization: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// None.
        case none
        /// What suits the guest's system.
        case usual = "default"
        /// What old versions of VirtualBox had.
        case legacy
        /// The least that Mac guests need.
        case minimal
        /// Microsoft's, for Windows guests.
        case hyperV = "hyper-v"
        /// That of KVM, for Linux guests.
        case kvm
    }

    /// Something that is done against side channels of the processor.
    public enum Mitigation: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// The guest sees the speculation control bits.
        case specCtrl = "spec-ctrl"
        /// The host sets them for the guest.
        case specCtrlByHost = "spec-ctrl-by-host"
        /// Branch predictions are flushed when the guest is left.
        case ibpbOnExit = "ibpb-on-exit"
        /// They are flushed when the guest is entered.
        case ibpbOnEntry = "ibpb-on-entry"
        /// The data cache is flushed when the CPU's thread is scheduled.
        case l1dFlushOnSchedule = "l1d-flush-on-schedule"
        /// It is flushed when the guest is entered.
        case l1dFlushOnEntry = "l1d-flush-on-entry"
        /// Processor buffers are cleared when the CPU's thread is scheduled.
        case mdsClearOnSchedule = "mds-clear-on-schedule"
        /// They are cleared when the guest is entered.
        case mdsClearOnEntry = "mds-clear-on-entry"
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case engine, executionCap, hotPlug, sockets, profile, portability, paravirtualization, pae, longMode, apic,
            x2apic,
            nestedVirtualization, tripleFaultReset, hardwareVirtualization, nestedPaging, largePages, vpid,
            unrestrictedExecution, virtualVMSaveVMLoad, mitigations
    }

    /// What executes the guest; needs VirtualBox 7.1.
    public var engine: Engine?

    /// How much of a host's CPU each virtual one may use, in percent: 1 to 100.
    ///
    /// Can be changed while the machine runs.
    public var executionCap: Int?

    /// Whether CPUs can be added to and taken from the running machine.
    public var hotPlug: Bool?

    /// How many CPUs there can be at most, where they can be added and taken; nil for as many as ``MachineSpec/cpus``.
    ///
    /// Can be changed only while the machine is off; more CPUs than that need it to be.
    public var sockets: Int?

    /// The processor that the guest is shown, for example `Intel Pentium M processor 2.00GHz`; `host` is the host's.
    public var profile: String?

    /// How much of the host's processor is hidden from the guest, 0 to 3, so that its state can go on elsewhere.
    public var portability: Int?

    /// The interface for guests that know that they are in a machine.
    public var paravirtualization: Paravirtualization?

    /// Whether a 32-bit guest sees the physical address extension.
    public var pae: Bool?

    /// Whether the guest may use 64-bit mode.
    public var longMode: Bool?

    /// Whether the CPUs have an APIC.
    public var apic: Bool?

    /// Whether the APIC has the x2APIC mode.
    public var x2apic: Bool?

    /// Whether the guest sees the processor's virtualisation, to run machines of its own.
    public var nestedVirtualization: Bool?

    /// Whether a triple fault resets the guest instead of stopping it.
    public var tripleFaultReset: Bool?

    /// Whether the processor's virtualisation is used.
    public var hardwareVirtualization: Bool?

    /// Whether its nested paging is used.
    public var nestedPaging: Bool?

    /// Whether nested paging uses large pages.
    public var largePages: Bool?

    /// Whether the translation caches tell machines apart.
    public var vpid: Bool?

    /// Whether real mode is executed by the processor, too.
    public var unrestrictedExecution: Bool?

    /// Whether AMD's virtualised `VMSAVE` and `VMLOAD` are used.
    public var virtualVMSaveVMLoad: Bool?

    /// What is done against side channels: all that is named here, and nothing else.
    public var mitigations: [Mitigation]?

    /// Nil leaves a part as VirtualBox makes it for the guest's system.
    public init(
        engine: Engine? = nil,
        executionCap: Int? = nil,
        hotPlug: Bool? = nil,
        sockets: Int? = nil,
        profile: String? = nil,
        portability: Int? = nil,
        paravirtualization: Paravirtualization? = nil,
        pae: Bool? = nil,
        longMode: Bool? = nil,
        apic: Bool? = nil,
        x2apic: Bool? = nil,
        nestedVirtualization: Bool? = nil,
        tripleFaultReset: Bool? = nil,
        hardwareVirtualization: Bool? = nil,
        nestedPaging: Bool? = nil,
        largePages: Bool? = nil,
        vpid: Bool? = nil,
        unrestrictedExecution: Bool? = nil,
        virtualVMSaveVMLoad: Bool? = nil,
        mitigations: [Mitigation]? = nil
    ) {
        self.engine = engine
        self.executionCap = executionCap
        self.hotPlug = hotPlug
        self.sockets = sockets
        self.profile = profile
        self.portability = portability
        self.paravirtualization = paravirtualization
        self.pae = pae
        self.longMode = longMode
        self.apic = apic
        self.x2apic = x2apic
        self.nestedVirtualization = nestedVirtualization
        self.tripleFaultReset = tripleFaultReset
        self.hardwareVirtualization = hardwareVirtualization
        self.nestedPaging = nestedPaging
        self.largePages = largePages
        self.vpid = vpid
        self.unrestrictedExecution = unrestrictedExecution
        self.virtualVMSaveVMLoad = virtualVMSaveVMLoad
        self.mitigations = mitigations
    }
}
