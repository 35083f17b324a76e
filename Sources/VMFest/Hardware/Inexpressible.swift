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
        found += try await forced.map { ("cpu.\($0)", "it is set") }
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
