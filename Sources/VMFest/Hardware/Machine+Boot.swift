//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension VirtualBoxAPI.Machine {
    /// How many places VirtualBox's boot order has, in all versions.
    static let bootPlaces = 4

    /// What is tried, up to the last place that is not empty.
    func bootOrder() async throws -> [BootOptions.Device] {
        var order = try await Array(1...UInt32(Self.bootPlaces)).concurrentMap { place in
            BootOptions.Device(try await getBootOrder(position: place)) ?? .none
        }
        while order.last == BootOptions.Device.none { order.removeLast() }
        return order
    }

    /// Sets what is tried; the places that are left over become empty.
    func setBootOrder(_ order: [BootOptions.Device]) async throws {
        for place in 0..<Self.bootPlaces {
            let device = place < order.count ? order[place] : .none
            try await setBootOrder(position: UInt32(place + 1), device: device.remote)
        }
    }

    /// Whether only signed boot loaders are started.
    ///
    /// A machine whose firmware has stored nothing yet, as one with a BIOS never does, does not ask for signatures.
    func isSecureBootEnabled() async throws -> Bool {
        try await firmwareVariables()?.getSecureBootEnabled() ?? false
    }

    /// Sets whether only signed boot loaders are started.
    ///
    /// What the firmware has stored stays; where there are no keys, Microsoft's and Oracle's are added.
    func setSecureBoot(_ isWanted: Bool) async throws {
        if try await isSecureBootEnabled() == isWanted { return }
        if try await firmwareVariables() == nil {
            try await getNonVolatileStore().initUefiVariableStore(size: 0)
        }
        let variables = try await getNonVolatileStore().getUefiVariableStore()
        do {
            try await variables.setSecureBootEnabled(isWanted)
        } catch let error as VirtualBoxError where error.code == .notFound {
            try await variables.enrollOraclePlatformKey()
            try await variables.enrollDefaultMsSignatures()
            try await variables.setSecureBootEnabled(isWanted)
        }
    }

    /// What the firmware keeps; nil where it has kept nothing yet.
    private func firmwareVariables() async throws -> UefiVariableStore? {
        let store = try await getNonVolatileStore()
        do {
            return try await store.getUefiVariableStore()
        } catch let error as VirtualBoxError where error.code == .notFound {
            return nil
        }
    }
}
