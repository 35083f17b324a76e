//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Which ports of the host lead to which machines: notes in the host's extra data, so that no two machines get the same,
/// whoever makes them.
///
/// VirtualBox itself does not mind two machines with one port; the second one's forward is silently not there. Who wants
/// a port notes its wish first and then looks who else has noted one: of two who want the same at the same time at least
/// one sees the other. A note is made once the machine is registered, so that one whose machine is not was left behind.
struct PortClaims: Sendable {
    let scope: HostScope

    /// Where free ports are chosen: above the well-known ones and below those that systems give to connections.
    static let freePorts = 20_000..<32_768

    /// How far somebody is with a port.
    private enum Stage: String {
        /// It is wanted, and whether another one has it is not known yet.
        case wanted
        /// It is had.
        case held
    }

    /// A note.
    struct Claim: Sendable, Hashable {
        var port: HostPort
        /// The UUID of the machine.
        var machine: String

        var key: String { "\(PortClaims.prefix)\(port.key)/\(machine)" }
    }

    /// Takes a port for a machine.
    ///
    /// - Throws: ``VMFestError`` with `inUse` when another machine, or another program of this computer, has it.
    func take(_ port: HostPort, for machine: String) async throws {
        let claim = Claim(port: port, machine: machine)
        let before = try await claims().filter { $0.port == port && $0.machine != machine }
        for other in before where try await scope.findMachine(other.machine) == nil { try await erase(other) }
        _ = try await hold(claim) {
            try await outlive(claim)
            guard try await isUnused(port) else {
                throw VMFestError(.inUse, "another program of the host uses the port \(port)")
            }
            return true
        }
    }

    /// Takes any port that is free for a machine.
    func takeFree(_ transport: PortForward.TransportProtocol, for machine: String) async throws -> Int {
        var taken = Set(try await claims().map(\.port))
        while taken.count < Self.freePorts.count {
            let port = HostPort(transport: transport, number: Int.random(in: Self.freePorts))
            guard taken.insert(port).inserted else { continue }
            let claim = Claim(port: port, machine: machine)
            let isHeld = try await hold(claim) {
                guard try await claims().allSatisfy({ $0.port != port || $0 == claim }) else { return false }
                return try await isUnused(port)
            }
            if isHeld { return port.number }
        }
        throw VMFestError(.inUse, "all ports of the host from 20000 to 32767 are taken")
    }

    /// Gives back all that a machine has.
    func release(machine: String) async throws {
        for claim in try await claims() where claim.machine == machine { try await erase(claim) }
    }

    /// All notes.
    func claims() async throws -> [Claim] {
        try await scope.box.getExtraDataKeys().compactMap(Self.claim)
    }

    /// Removes a note.
    func erase(_ claim: Claim) async throws {
        try await scope.box.setExtraData(key: claim.key, value: "")
    }

    /// Notes a wish, looks whether it can be had, and notes that it is, or nothing.
    private func hold(_ claim: Claim, _ canBeHad: () async throws -> Bool) async throws -> Bool {
        try await note(claim, .wanted)
        do {
            if try await canBeHad() {
                try await note(claim, .held)
                return true
            }
        } catch {
            try? await uncancelled { try await erase(claim) }
            throw error
        }
        try await uncancelled { try await erase(claim) }
        return false
    }

    /// Waits until all others who noted the same wish have given way, or one has the port.
    ///
    /// Of several who see one another the one with the smallest UUID stays. Who came first may not have seen the others,
    /// so that one is waited for.
    private func outlive(_ claim: Claim) async throws {
        let deadline = Deadline.within(.seconds(10))
        while true {
            let others = try await claims().filter { $0.port == claim.port && $0 != claim }
            guard !others.isEmpty else { return }
            for other in others {
                let stage = Stage(rawValue: try await scope.box.getExtraData(key: other.key))
                guard stage == .held || stage == .wanted && (other.machine < claim.machine || deadline.hasPassed)
                else { continue }
                let name = try await scope.findMachine(other.machine)?.nameIfAccessible() ?? other.machine
                throw VMFestError(
                    .inUse,
                    "the port \(claim.port) of the host leads to the machine '\(name)'; choose another one, or 0 for any"
                        + " that is free")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func note(_ claim: Claim, _ stage: Stage) async throws {
        try await scope.box.setExtraData(key: claim.key, value: stage.rawValue)
    }

    /// Whether no program of this computer listens at it; of another computer that is not known.
    private func isUnused(_ port: HostPort) async throws -> Bool {
        guard scope.service.configuration.isLoopback else { return true }
        return try await port.isUnusedHere()
    }

    private static let prefix = "vmfest/ports/"

    private static func claim(_ key: String) -> Claim? {
        guard key.hasPrefix(prefix) else { return nil }
        let parts = key.dropFirst(prefix.count).split(separator: "/").map(String.init)
        guard parts.count == 2, let port = HostPort(key: parts[0]) else { return nil }
        return Claim(port: port, machine: parts[1])
    }
}
