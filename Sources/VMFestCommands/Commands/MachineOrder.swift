//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// A machine that shall be made, and started where wanted: all of it, or nothing.
struct MachineOrder: Sendable {
    var name: String
    var spec: MachineSpec
    var image: ImagePath?
    var firstBoot: FirstBoot?
    var labels = MachineLabels()
    var isStarted = false
    var limit: Duration

    /// Makes the machine and says what it is.
    func carryOut(on host: Host) async throws -> MachineInfo {
        let machine = try await host.create(
            name, spec, image: image?.image(on: host), firstBoot: firstBoot, labels: labels,
            within: limit)
        do {
            if isStarted { try await machine.start(within: limit) }
            return try await machine.info()
        } catch {
            throw await MachineRemains(name: name, machine: machine).remove(after: error.about(name))
        }
    }
}
