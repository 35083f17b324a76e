//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

extension HostInfo.Engine {
    init(_ engine: VMExecutionEngine) {
        switch engine {
        case .hwVirt: self = .hardware
        case .nativeApi: self = .native
        default: self = .emulated
        }
    }
}
