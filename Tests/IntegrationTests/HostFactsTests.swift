//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Facts about the host", .virtualBox)
struct HostFactsTests {
    /// What VBoxManage says of the host, by its words.
    private func facts(_ text: String) -> [String: String] {
        text.split(whereSeparator: \.isNewline).reduce(into: [:]) { facts, line in
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2, facts[parts[0]] == nil { facts[parts[0]] = parts[1] }
        }
    }

    @Test("a host's processors, memory, system and interfaces are those that VBoxManage sees")
    func info() async throws {
        try await Fixture.run { fixture in
            let info = try await fixture.host.info()
            let seen = facts(try await fixture.manage("list", "hostinfo"))
            #expect(info.processors.online == Int(try #require(seen["Processor online count"])))
            #expect(info.processors.count == Int(try #require(seen["Processor count"])))
            #expect(info.processors.cores == Int(try #require(seen["Processor core count"])))
            if !info.processors.model.isEmpty {
                #expect(info.processors.model == seen["Processor#0 description"])
            }
            #expect(info.processors.features.contains("PAE") == (seen["Processor supports PAE"] == "yes"))
            #expect(info.processors.features.contains("LongMode") == (seen["Processor supports long mode"] == "yes"))
            #expect("\(info.memory.mebibytes) MByte" == seen["Memory size"])
            #expect(info.operatingSystem == seen["Operating system"])
            #expect(info.osVersion == seen["Operating system version"])
            let version = try await fixture.manage("--version").trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(version == "\(info.virtualBox.version)r\(info.virtualBox.revision)")
            #expect(abs(info.clock.timeIntervalSinceNow) < 3600)
            let bridged = try await fixture.manage("list", "bridgedifs")
            for interface in info.networkInterfaces where interface.kind == .bridged {
                #expect(bridged.contains(interface.name) && bridged.contains(interface.id))
            }
            #expect(info.networkInterfaces.contains { $0.kind == .bridged } == bridged.contains("Name:"))
        }
    }

    @Test("the guest OS types are all that VBoxManage lists, and a family selects its own")
    func osTypes() async throws {
        try await Fixture.run { fixture in
            let types = try await fixture.host.osTypes()
            let listed = try await fixture.manage("list", "ostypes").split(whereSeparator: \.isNewline)
                .compactMap { $0.firstMatch(of: #/^ID / Description: +(\S+) -- /#).map { String($0.1) } }
            #expect(Set(types.map(\.id)) == Set(listed))
            let debian = try #require(types.first { $0.id == "Debian12_64" })
            #expect(debian.family == "Linux" && debian.is64Bit && debian.architecture == "x86")
            #expect(debian.recommended.memoryMiB > 0 && debian.recommended.diskSize > 0)
            let linux = try await fixture.host.osTypes(family: "linux")
            #expect(linux == types.filter { $0.family == "Linux" })
            let error = try await #require(throws: VMFestError.self) { try await fixture.host.osTypes(family: "none") }
            #expect(error.code == .invalidArgument && error.message.contains("Linux"))
        }
    }
}
