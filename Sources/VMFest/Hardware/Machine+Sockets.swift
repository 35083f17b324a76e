//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

// For as long as CPUs can be plugged, each socket of a machine has one or not.
extension VirtualBoxAPI.Machine {
    /// The numbers of the CPUs that the machine has.
    func pluggedCPUs() async throws -> [UInt32] {
        let all = Array(0..<(try await sockets()))
        guard try await getCPUHotPlugEnabled() else { return all }
        return try await all.concurrentMap { try await getCPUStatus(cpu: $0) ? $0 : nil }.compactMap(\.self)
    }

    /// How many sockets there are, as far as that can be: each is asked about by its number.
    private func sockets() async throws -> UInt32 { min(try await getCPUCount(), 4_096) }

    /// Plugs CPUs into free sockets, or takes the last ones out, until there are as many as wanted.
    ///
    /// The first CPU always stays.
    ///
    /// - Throws: ``VMFestError`` with `invalidState` when the guest of a machine that runs does not let go of one.
    func setPluggedCPUs(_ count: Int) async throws {
        let plugged = try await pluggedCPUs()
        for cpu in plugged.dropFirst(max(count, 1)).reversed() { try await unplug(cpu) }
        let free = (0..<(try await sockets())).filter { !plugged.contains($0) }
        for cpu in free.prefix(max(count - plugged.count, 0)) { try await hotPlugCPU(cpu: cpu) }
    }

    /// Says whether CPUs can be plugged; where they no longer can, there are as many sockets as CPUs, which VirtualBox
    /// wants.
    func setPluggable(_ isWanted: Bool) async throws {
        if !isWanted, try await getCPUHotPlugEnabled() {
            let plugged = try await pluggedCPUs()
            let count = UInt32(plugged.count)
            for cpu in 0..<count where !plugged.contains(cpu) { try await hotPlugCPU(cpu: cpu) }
            for cpu in plugged where cpu >= count { try await unplug(cpu) }
            try await setCPUCount(count)
        }
        try await setCPUHotPlugEnabled(isWanted)
    }

    private func unplug(_ cpu: UInt32) async throws {
        do {
            try await hotUnplugCPU(cpu: cpu)
        } catch let error as VirtualBoxError where error.resultCode == .vmError {
            var failure = VMFestError(error)
            failure.code = .invalidState
            failure.message =
                "cpus: the guest does not let go of its CPU \(cpu); switch that off in the guest (in Linux by writing 0 to"
                + " /sys/devices/system/cpu/cpu\(cpu)/online) or stop the machine for it; \(error.message)"
            throw failure
        }
    }
}
