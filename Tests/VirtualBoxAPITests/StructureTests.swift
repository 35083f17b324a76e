//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import Testing
import VirtualBoxAPI

/// Structures cross the wire by value.
struct StructureTests {
    /// A medium attachment as VirtualBox 7.2 sends it, without the fields named.
    private func attachment(without names: Set<String> = []) -> SOAPElement {
        let fields: KeyValuePairs = [
            "machine": "m", "medium": "", "controller": "SATA", "port": "2", "device": "0", "type": "HardDisk",
            "passthrough": "false", "temporaryEject": "false", "isEjected": "false", "nonRotational": "true",
            "discard": "false", "hotPluggable": "true", "bandwidthGroup": "", "addedInTheFuture": "x",
        ]
        let children = fields.filter { !names.contains($0.key) }.map { SOAPElement(name: $0.key, text: $0.value) }
        return SOAPElement(name: "returnval", children: children)
    }

    private func machine(answering answer: SOAPElement...) throws -> Machine {
        try RecordingChannel(answering: answer).object("m")
    }

    @Test("Fields are decoded by name; unknown ones are left alone, and null references are nil")
    func fields() async throws {
        let attachments = try await machine(answering: attachment(), attachment()).getMediumAttachments()
        #expect(attachments.count == 2)
        let first = try #require(attachments.first)
        #expect(first.machine?.reference.id == "m")
        #expect(first.medium == nil)
        #expect(first.bandwidthGroup == nil)
        #expect(first.controller == "SATA")
        #expect(first.port == 2)
        #expect(first.type == .hardDisk)
        #expect(first.nonRotational)
    }

    @Test("A missing string is empty, a missing reference nil")
    func missingStrings() async throws {
        let answer = attachment(without: ["controller", "machine"])
        let first = try #require(try await machine(answering: answer).getMediumAttachments().first)
        #expect(first.controller == "")
        #expect(first.machine == nil)
    }

    @Test("A missing scalar is an error that names its place")
    func missingScalar() async throws {
        let machine = try machine(answering: attachment(), attachment(without: ["port"]))
        let error = await #expect(throws: ResponseError.self) { try await machine.getMediumAttachments() }
        #expect(error?.operation == "IMachine_getMediumAttachments")
        #expect(error?.path == ["returnval", "[1]", "port"])
        #expect(error?.reason == .missing)
    }

    @Test("What releases before 7.1 leave out is nil")
    func olderRelease() async throws {
        let later: Set = ["platformArchitecture", "recommendedTpmType", "recommendedSecureBoot"]
        let type = try await guestOSType(without: later)
        #expect(type.platformArchitecture == nil)
        #expect(type.recommendedTpmType == nil)
        #expect(type.recommendedSecureBoot == nil)
        #expect(try await guestOSType(without: []).platformArchitecture == .arm)
    }

    private func guestOSType(without names: Set<String>) async throws -> GuestOSType {
        let numbers = ["recommendedRAM", "recommendedVRAM", "recommendedHDD", "recommendedCPUCount"]
        let flags = [
            "is64Bit", "recommendedIOAPIC", "recommendedVirtEx", "recommended3DAcceleration", "recommendedPAE",
            "recommendedUSBHID", "recommendedHPET", "recommendedUSBTablet", "recommendedRTCUseUTC",
            "recommendedFloppy", "recommendedUSB", "recommendedUSB3", "recommendedTFReset", "recommendedX2APIC",
            "recommendedSecureBoot",
        ]
        let values = [
            "recommendedGraphicsController", "adapterType", "recommendedDVDStorageController",
            "recommendedDVDStorageBus", "recommendedHDStorageController", "recommendedHDStorageBus",
            "recommendedFirmware", "recommendedChipset", "recommendedAudioController", "recommendedAudioCodec",
            "recommendedTpmType",
        ]
        let fields =
            numbers.map { ($0, "1") } + flags.map { ($0, "true") } + values.map { ($0, "Null") }
            + [("platformArchitecture", "ARM")]
        let children = fields.filter { !names.contains($0.0) }.map { SOAPElement(name: $0.0, text: $0.1) }
        let channel = RecordingChannel(answering: SOAPElement(name: "returnval", children: children))
        return try await channel.object("v", as: VirtualBox.self).getGuestOSType(id: "Linux_64")
    }
}
