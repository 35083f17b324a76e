//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import TestSupport
import Testing
import VirtualBox
import VirtualBoxAPI

@testable import VMFest

struct MachineInfoTests {
    private typealias Answer = ScriptedChannel.Answer

    private static let id = "0f0e0d0c-0b0a-0908-0706-050403020100"
    private static let gone = Answer.failure(VirtualBoxError(.gone, "the object is not ready"))

    private func info(_ more: [String: [Answer]] = [:]) async throws -> MachineInfo? {
        let script: [String: [Answer]] = [
            "IMachine_getId": [.value(Self.id)], "IMachine_getName": [.value("web")],
            "IMachine_getState": [.value("Running")], "IMachine_getCPUCount": [.value("2")],
            "IMachine_getMemorySize": [.value("1024")], "IMachine_getOSTypeId": [.value("Linux_64")],
            "IMachine_getDescription": [.value("text")], "IMachine_getGroups": [.values("/", "/vmfest")],
            "IMachine_getSettingsFilePath": [.value("C:\\VMs\\web.1\\web.1.vbox")],
            "IMachine_getExtraDataKeys": [
                .values("GUI/Fullscreen", "vmfest/machine", "vmfest/tag/role", "vmfest/tag/a")
            ],
            "IMachine_getExtraData vmfest/machine": [
                .value(#"{"owner":"me@here","created":"2026-01-31T12:00:00Z","image":"debian-12","later":[1]}"#)
            ],
            "IMachine_getExtraData vmfest/tag/role": [.value("web")],
            "IMachine_getExtraData vmfest/tag/a": [.value("")],
        ]
        let channel = ScriptedChannel(script.merging(more) { $1 })
        return try await MachineInfo(of: channel.object("machine"), on: VMFest.Host(url: "http://a"))
    }

    @Test("Everything is asked of the host")
    func everything() async throws {
        let info = try #require(try await info())
        #expect(info.machine.key == Self.id)
        #expect(info.name == "web")
        #expect(info.state == .running)
        #expect(info.cpus == 2)
        #expect(info.memory == .gibibytes(1))
        #expect(info.osType == "Linux_64")
        #expect(info.description == "text")
        #expect(info.isManaged)
        #expect(info.settingsFile == "C:\\VMs\\web.1\\web.1.vbox")
        #expect(info.error == nil)
        #expect(info.tags == ["role": "web"], "one that was removed meanwhile has an empty value")
        #expect(info.owner == "me@here")
        #expect(info.created == Date(timeIntervalSince1970: 1_769_860_800))
        #expect(info.expires == nil)
        #expect(info.image == "debian-12")
        #expect(info.size == nil)
    }

    @Test("A record that can not be read counts as an empty one, and the tags are there all the same")
    func unreadable() async throws {
        let info = try #require(
            try await info(["IMachine_getExtraData vmfest/machine": [.value(#"{"owner":7}"#)]]))
        #expect(info.owner == nil)
        #expect(info.tags == ["role": "web"])
    }

    @Test("A machine of another group is not VMFest's", arguments: ["/", "/vmfest2", "/vmfest/sub"])
    func unmanaged(group: String) async throws {
        #expect(try await info(["IMachine_getGroups": [.values(group)]])?.isManaged == false)
        let info = try await info(["IMachine_getGroups": [.values(group)], "IMachine_getExtraDataKeys": [Self.gone]])
        #expect(info?.owner == nil, "and not asked for its notes")
        #expect(info?.tags.isEmpty == true)
    }

    @Test("An inaccessible machine has the name of its settings file and the reason")
    func inaccessible() async throws {
        let info = try #require(
            try await info([
                "IMachine_getName": [Self.gone], "IMachine_getAccessible": [.value("false")],
                "IMachine_getAccessError": [.value("info")], "IVirtualBoxErrorInfo_getText": [.value("broken XML")],
            ]))
        #expect(info.state == .inaccessible)
        #expect(info.name == "web.1")
        #expect(info.error == "broken XML")
        #expect(info.cpus == 0)
        #expect(!info.isManaged)
    }

    @Test("A machine that was removed meanwhile is left out")
    func removed() async throws {
        #expect(try await info(["IMachine_getName": [Self.gone], "IMachine_getAccessible": [.value("true")]]) == nil)
        #expect(try await info(["IMachine_getName": [Self.gone], "IMachine_getAccessible": [Self.gone]]) == nil)
    }

    @Test("What is no UUID is told")
    func noUUID() async throws {
        let error = try await #require(throws: VMFestError.self) { try await info(["IMachine_getId": [.value("x")]]) }
        #expect(error.code == .failed)
    }
}
