//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// What a machine can have that a spec has no words for at all.
struct Inexpressible: Sendable {
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine

    /// What of it this machine has.
    func omissions() async throws -> [SpecOmission] {
        async let recording = isRecorded()
        async let encryption = isEncrypted()
        async let extraData = extraData()
        async let snapshots = machine.getCurrentSnapshot()
        async let pci = machine.getPCIDeviceAssignments()
        async let tracing = machine.getTracingEnabled()
        async let icon = machine.getIcon()
        async let frontend = machine.getDefaultFrontend()
        async let paravirtDebug = machine.getParavirtDebug()
        async let teleporterPassword = machine.getTeleporterPassword()
        async let cpuFlags = hasCPUFlags()
        async let forced = processorFlags()
        async let state = machine.getState()
        async let debugger = machine.getGuestDebugControl().getDebugProvider()
        async let display = displayProperties()
        async let groups = foreignGroups()
        var found: [(String, String?)] = [
            ("recording", try await recording ? "its screen is recorded" : nil),
            ("encryption", try await encryption ? "its settings are encrypted" : nil),
            ("snapshots", try await snapshots == nil ? nil : "a machine made from a spec has none"),
            ("pciDevices", try await pci.isEmpty ? nil : "devices of the host are given to it"),
            ("tracing", try await tracing ? "it is traced" : nil),
            ("icon", try await icon.data.isEmpty ? nil : "it has one of its own"),
            ("frontend", try await frontend.isEmpty ? nil : "it is '\(try await frontend)'"),
            ("cpu.paravirtualizationDebug", try await paravirtDebug.isEmpty ? nil : "options are set"),
            ("teleporter.password", try await teleporterPassword.isEmpty ? nil : "VirtualBox keeps only its digest"),
            ("cpu.idFlags", try await cpuFlags ? "values of CPUID are overridden" : nil),
            ("state", MachinePhase(try await state) == .saved ? "what it was doing is saved" : nil),
        ]
        found.append(("guestDebugger", try await debugger == .none ? nil : "a debugger can be connected to its guest"))
        found += try await forced.map { ("cpu.\($0)", "it is set") }
        found += try await display.map { ("remoteDisplay.properties.\($0)", "it is set") }
        found += try await groups.map {
            ("groups", "it is in '\($0)', and a machine made from a spec is in VMFest's own")
        }
        found += try await extraData.map { ("extraData.\($0)", "extra data is no hardware") }
        return found.compactMap { place, reason in reason.map { SpecOmission(place, $0) } }
    }

    private func isRecorded() async throws -> Bool { try await machine.getRecordingSettings().getEnabled() }

    /// VirtualBox answers with a fault for a machine that is not encrypted.
    private func isEncrypted() async throws -> Bool { try await !machine.getStateKeyId().isEmpty }

    /// The keys that change what the machine is; VMFest's own notes and those of VirtualBox's window do not.
    private func extraData() async throws -> [String] {
        try await machine.getExtraDataKeys().filter { $0.hasPrefix("VBoxInternal") }
    }

    /// The remote display's properties that are set, but for those that a spec has words for.
    private func displayProperties() async throws -> [String] {
        let server = try await machine.getVRDEServer()
        let names = try await server.getVRDEProperties().filter { !["TCP/Ports", "TCP/Address"].contains($0) }
        let values = try await names.concurrentMap { try await server.getVRDEProperty(key: $0) }
        return zip(names, values).filter { !$0.1.isEmpty }.map(\.0)
    }

    private func foreignGroups() async throws -> [String] {
        try await machine.getGroups().filter { $0 != "/" && !MachineMarks.groups.contains($0) }
    }

    private func hasCPUFlags() async throws -> Bool {
        do {
            try await scope.processorSettings(of: machine).firstOverriddenLeaf()
            return true
        } catch let error as VirtualBoxError where error.code == .invalidArgument {
            return false
        }
    }

    private func processorFlags() async throws -> [String] {
        let settings = try await scope.processorSettings(of: machine)
        async let force = settings.virtualization(.force)
        async let native = settings.virtualization(.useNativeApi)
        return try await (force ? ["forceHardwareVirtualization"] : []) + (native ? ["useNativeAPI"] : [])
    }
}
