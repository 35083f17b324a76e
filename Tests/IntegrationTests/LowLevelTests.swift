//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import LowLevelExamples
import TestSupport
import Testing
import VMFest
import VMFestLowLevel
import VirtualBox
import VirtualBoxAPI

@Suite("Low level", .virtualBox)
struct LowLevelTests {
    private struct OwnError: Error {}

    @Test("The first example: what VMFest does not show of machines")
    func look() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await fixture.manage("modifyvm", fixture.name(), "--teleporter", "on", "--teleporterport", "6123")
            let ports = try await teleporterPorts(of: fixture.host)
            #expect(ports[fixture.name()] == 6123)
            let name = try await fixture.host.withVirtualBox { try await $0.find(machine).getName() }
            #expect(name == fixture.name())
        }
    }

    @Test("The second example: a fixed disk is made and attached, all or nothing")
    func change() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let path = fixture.path("fixed.vdi")
            try await addFixedDisk(to: machine, at: path, megabytes: 4)
            let info = try await fixture.manage("showvminfo", fixture.name(), "--machinereadable")
            #expect(info.contains(#""Fixed-0-0"="\#(path)""#))
            #expect(try await fixture.manage("showmediuminfo", path).contains("fixed"))
            // The controller's name is taken now.
            let second = fixture.path("second.vdi")
            await #expect(throws: VMFestError.self) { try await addFixedDisk(to: machine, at: second, megabytes: 4) }
            #expect(!FileManager.default.fileExists(atPath: second))
            #expect(try await fixture.media().allSatisfy { $0 != second })
        }
    }

    @Test("The third example: the debugger of a running machine")
    func console() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let refusal = await #expect(throws: VMFestError.self) { _ = try await timer(of: machine) }
            #expect(refusal?.code == .invalidState)
            try await machine.start()
            #expect(try await timer(of: machine).contains("PIT"))
            #expect(try await machine.state() == .running)
        }
    }

    @Test("The examples are those of the documentation")
    func documentation() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        let page = try String(
            contentsOf: folder.appending(path: "Sources/VMFest/Documentation.docc/LowLevel.md"), encoding: .utf8)
        let source = try String(
            contentsOf: folder.appending(path: "Tests/LowLevelExamples/LowLevelExamples.swift"), encoding: .utf8)
        let snippets = source.matches(of: /\/\/ snippet: \w+\n([\s\S]*?)\n    \/\/ end/).map { match in
            match.output.1.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.dropFirst(4) }.joined(separator: "\n")
        }
        #expect(snippets.count == 3)
        for snippet in snippets { #expect(page.contains("```swift\n\(snippet)\n```"), "\(snippet)") }
    }

    @Test("Changes are kept when the work ends, and dropped when it throws an error, which is thrown as it is")
    func keeping() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.withLock(.write) { try await $0.machine.setDescription("kept") }
            await #expect(throws: OwnError.self) {
                try await machine.withLock(.write) { locked in
                    try await locked.machine.setDescription("dropped")
                    throw OwnError()
                }
            }
            let info = try await fixture.manage("showvminfo", fixture.name(), "--machinereadable")
            #expect(info.contains(#"description="kept""#))
            #expect(info.contains(#"SessionName="""#) || !info.contains("SessionName"))
        }
    }

    @Test("A lock is waited for, and its holder named")
    func locked() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.start()
            let refusal = await #expect(throws: VMFestError.self) {
                try await machine.withLock(.write, within: .milliseconds(1)) { _ in }
            }
            #expect(refusal?.code == .locked)
            #expect(refusal?.target == "\(machine)")
        }
    }

    @Test("Beside a running machine changes are kept too")
    func besides() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.start()
            try await machine.withLock(.shared) { try await $0.machine.setDescription("beside") }
            try await machine.powerOff()
            let info = try await fixture.manage("showvminfo", fixture.name(), "--machinereadable")
            #expect(info.contains(#"description="beside""#))
        }
    }

    @Test("What VirtualBox refuses is thrown with its words; inside the work it can be looked at")
    func refusals() async throws {
        try await Fixture.run { fixture in
            let refusal = await #expect(throws: VMFestError.self) {
                _ = try await fixture.host.withVirtualBox { vbox in
                    try await vbox.findMachine(nameOrId: fixture.name("none")).getName()
                }
            }
            #expect(refusal?.call == "IVirtualBox_findMachine")
            #expect(refusal?.complaints.first?.resultCode == 0x80BB_0001)
            let words = try await fixture.host.withVirtualBox { vbox in
                do {
                    _ = try await vbox.findMachine(nameOrId: fixture.name("none"))
                    return ""
                } catch {
                    return await vbox.explain(error)?.complaints.first?.text ?? ""
                }
            }
            #expect(words.contains(fixture.name("none")))
            #expect(try await fixture.host.withVirtualBox { await $0.explain(OwnError()) == nil })
            let other = Host(url: "http://localhost:1")
            let machine = try await fixture.machine()
            let foreign = await #expect(throws: VMFestError.self) {
                try await fixture.host.withVirtualBox { vbox in
                    _ = try await vbox.find(
                        JSONDecoder().decode(VMFest.Machine.self, from: Self.encoded(machine, on: other)))
                }
            }
            #expect(foreign?.code == .invalidArgument)
        }
    }

    @Test("Every change that an unlocked machine has goes without a lock")
    func free() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await fixture.host.withVirtualBox { vbox in
                let found = try await vbox.find(machine)
                #expect(try await vbox.getMachineStates(machines: [found]) == [.poweredOff])
                #expect(try await vbox.getMachinesByGroups(groups: ["/vmfest"]).contains(found))
                let media = try await found.unregister(cleanupMode: .full)
                try await vbox.finish(found.deleteConfig(media: media))
            }
            await #expect(throws: VMFestError.self) { _ = try await machine.info() }
        }
    }

    @Test("A cancelled work gives its lock back")
    func cancelled() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let task = Task {
                try await machine.withLock(.write) { locked in
                    try await locked.machine.setDescription("dropped")
                    withUnsafeCurrentTask { $0?.cancel() }
                    try await Task.sleep(for: .seconds(60))
                }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            try await fixture.manage("modifyvm", fixture.name(), "--description", "free")
        }
    }

    private static func encoded(_ machine: VMFest.Machine, on host: VMFest.Host) throws -> Data {
        let text = String(decoding: try JSONEncoder().encode(machine), as: UTF8.self)
        let url = machine.host.url.replacing("/", with: #"\/"#)
        return Data(text.replacing(url, with: host.url).utf8)
    }
}
