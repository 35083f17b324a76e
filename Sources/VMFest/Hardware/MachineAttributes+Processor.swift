//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension MachineAttributes {
    static let processor: [Attribute<MachineSpec, ProcessorSettings>] = [
        Attribute(
            "platform.hpet", \.platform.hpet, get: { try await $0.hpet() }, set: { try await $0.setHpet($1) }),
        property("cpu.pae", \.cpu.pae, .pae),
        property("cpu.longMode", \.cpu.longMode, .longMode),
        property("cpu.x2apic", \.cpu.x2apic, .x2APIC),
        apic,
        property("cpu.nestedVirtualization", \.cpu.nestedVirtualization, .hwVirt),
        property("cpu.tripleFaultReset", \.cpu.tripleFaultReset, .tripleFaultReset),
        virtualization("cpu.hardwareVirtualization", \.cpu.hardwareVirtualization, .enabled),
        virtualization("cpu.nestedPaging", \.cpu.nestedPaging, .nestedPaging),
        virtualization("cpu.largePages", \.cpu.largePages, .largePages),
        virtualization("cpu.vpid", \.cpu.vpid, .vpid),
        virtualization("cpu.unrestrictedExecution", \.cpu.unrestrictedExecution, .unrestrictedExecution),
        virtualization("cpu.virtualVMSaveVMLoad", \.cpu.virtualVMSaveVMLoad, .virtVmsaveVmload),
        Attribute(
            "cpu.mitigations", \.cpu.mitigations,
            get: { settings in
                try await CPU.Mitigation.allCases.concurrentMap { mitigation in
                    try await settings.property(mitigation.remote) ? mitigation : nil
                }.compactMap(\.self)
            },
            set: { settings, wanted in
                for mitigation in CPU.Mitigation.allCases {
                    try await settings.setProperty(mitigation.remote, wanted.contains(mitigation))
                }
            }),
    ]

    /// Setting the x2APIC sets this too, and while there is an x2APIC this can not be switched off.
    private static let apic = Attribute<MachineSpec, ProcessorSettings>(
        "cpu.apic", \.cpu.apic, get: { try await $0.property(.apic) },
        set: { settings, isWanted in
            if !isWanted { try await settings.setProperty(.x2APIC, false) }
            try await settings.setProperty(.apic, isWanted)
        })

    private static func property(
        _ key: String, _ path: any WritableKeyPath<MachineSpec, Bool?> & Sendable, _ property: CPUPropertyTypeX86
    ) -> Attribute<MachineSpec, ProcessorSettings> {
        Attribute(
            key, path, get: { try await $0.property(property) }, set: { try await $0.setProperty(property, $1) })
    }

    private static func virtualization(
        _ key: String, _ path: any WritableKeyPath<MachineSpec, Bool?> & Sendable, _ property: HWVirtExPropertyType
    ) -> Attribute<MachineSpec, ProcessorSettings> {
        Attribute(
            key, path, get: { try await $0.virtualization(property) },
            set: { try await $0.setVirtualization(property, $1) })
    }
}
