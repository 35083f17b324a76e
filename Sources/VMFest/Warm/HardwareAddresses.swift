//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension VirtualBoxAPI.Machine {
    /// The hardware addresses of cards, as guests write them: those that were chosen, else those that the machine has.
    func hardwareAddresses(of networks: [NetworkAdapter]) async throws -> [String] {
        try await Array(networks.enumerated()).concurrentMap { slot, adapter in
            if let chosen = adapter.macAddress { return NetworkAdapter.guestForm(ofMACAddress: chosen) }
            return try await NetworkAdapter.guestForm(
                ofMACAddress: getNetworkAdapter(slot: UInt32(slot)).getMACAddress())
        }
    }
}

extension NetworkAdapter {
    /// A hardware address as guests write it: `08:00:27:0a:0b:0c`.
    static func guestForm(ofMACAddress text: String) -> String {
        let digits = Array(digits(ofMACAddress: text).lowercased())
        return stride(from: 0, to: digits.count, by: 2)
            .map { String(digits[$0..<Swift.min($0 + 2, digits.count)]) }.joined(separator: ":")
    }
}
