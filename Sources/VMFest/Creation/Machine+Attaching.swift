//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension VirtualBoxAPI.Machine {
    /// Puts a medium into a slot, or an empty drive; that it is there already is success.
    ///
    /// A request that the service had twice finds its own work; and what was attached and is not saved, since the second one
    /// failed, would be in use for ever.
    func attach(
        _ medium: Medium?, _ type: DeviceType, to controller: String, port: Int32, device: Int32
    ) async throws {
        do {
            try await attachDevice(
                name: controller, controllerPort: port, device: device, type: type, medium: medium)
        } catch let error as VirtualBoxError where error.isDefinite {
            let there = try await getMediumAttachments().first {
                ($0.controller, $0.port, $0.device, $0.type) == (controller, port, device, type)
            }
            guard let there else { throw error }
            // Beside a snapshot, what is in the slot is a disk that is based on it.
            if there.medium != medium, try await there.medium?.getBase() != medium { throw error }
        }
    }
}
