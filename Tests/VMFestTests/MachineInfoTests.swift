//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

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
    }

    @Test("A machine of another group is not VMFest's", arguments: ["/", "/vmfest2", "/vmfest/sub"])
    func unmanaged(group: String) async throws {
        #expect(try await info(["IMachine_getGroups": [.values(group)]])?.isManaged == false)
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
