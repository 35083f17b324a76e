//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

extension CPU.Engine: RemoteChoice {
    var remote: VMExecutionEngine {
        switch self {
        case .usual: .`default`
        case .hardware: .hwVirt
        case .native: .nativeApi
        case .interpreter: .interpreter
        case .recompiler: .recompiler
        }
    }
}

extension CPU.Paravirtualization: RemoteChoice {
    var remote: ParavirtProvider {
        switch self {
        case .none: .none
        case .usual: .`default`
        case .legacy: .legacy
        case .minimal: .minimal
        case .hyperV: .hyperV
        case .kvm: .kvm
        }
    }
}

extension CPU.Mitigation: RemoteChoice {
    var remote: CPUPropertyTypeX86 {
        switch self {
        case .specCtrl: .specCtrl
        case .specCtrlByHost: .specCtrlByHost
        case .ibpbOnExit: .ibpbOnVMExit
        case .ibpbOnEntry: .ibpbOnVMEntry
        case .l1dFlushOnSchedule: .l1DFlushOnEMTScheduling
        case .l1dFlushOnEntry: .l1DFlushOnVMEntry
        case .mdsClearOnSchedule: .mdsClearOnEMTScheduling
        case .mdsClearOnEntry: .mdsClearOnVMEntry
        }
    }
}
