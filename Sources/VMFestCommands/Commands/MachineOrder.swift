//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// A machine that shall be made, and started where wanted: all of it, or nothing.
struct MachineOrder: Sendable {
    var name: String
    var draft: SpecDraft

    /// The name of the size; nil for what the image says.
    var size: String?
    var image: ImagePath?
    var firstBoot: FirstBoot?
    var labels = MachineLabels()
    var isStarted = false
    var limit: Duration

    /// Makes the machine and says what it is.
    func carryOut(on host: Host) async throws -> MachineInfo {
        let choice = try await image?.choice(on: host)
        let size: Size? =
            if let sizeName = size ?? choice?.info?.size { try await host.size(named: sizeName) } else { nil }
        let spec = try draft.spec(over: MachineSpec(size: size, image: choice?.info))
        let machine = try await host.create(
            name, spec, image: choice?.image, firstBoot: firstBoot, labels: labels, origin: MachineOrigin(size: size),
            within: limit)
        do {
            if isStarted { try await machine.start(within: limit) }
            return try await machine.info()
        } catch {
            throw await MachineRemains(name: name, machine: machine).remove(after: error.about(name))
        }
    }
}
