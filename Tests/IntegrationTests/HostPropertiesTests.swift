//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("Properties of a host", .virtualBox)
struct HostPropertiesTests {
    private func value(_ name: String, of host: Host) async throws -> String? {
        try #require(try await host.properties().first { $0.name == name }, "there is no \(name)").value
    }

    @Test("the settings and limits are those that VBoxManage sees")
    func read() async throws {
        try await Fixture.run { fixture in
            let seen = try await fixture.manage("list", "systemproperties")
            let properties = try await fixture.host.properties()
            for (name, words) in [
                ("machine-folder", "Default machine folder:"), ("disk-format", "Default hard disk format:"),
                ("log-history", "Log history count:"), ("remote-display-auth-library", "VRDE auth library:"),
                ("web-service-auth-library", "Webservice auth. library:"), ("memory-min", "Minimum guest RAM size:"),
                ("memory-max", "Maximum guest RAM size:"), ("cpus-max", "Maximum guest CPU count:"),
                ("monitors-max", "Maximum guest monitor count:"), ("disk-size-max", "Virtual disk limit (info):"),
                ("serial-ports", "Maximum Serial Port count:"), ("parallel-ports", "Maximum Parallel Port count:"),
                ("boot-devices", "Maximum Boot Position:"), ("audio-driver", "Default audio driver:"),
            ] {
                let line = try #require(
                    seen.split(whereSeparator: \.isNewline).first { $0.hasPrefix(words) }, "\(words)")
                let expected = line.dropFirst(words.count).trimmingCharacters(in: .whitespaces)
                    .replacing(#/ (Megabytes|Bytes)$/#, with: "")
                #expect(properties.first { $0.name == name }?.value == expected, "\(name)")
            }
            #expect(properties.first { $0.name == "disk-formats" }?.value?.contains("VDI") == true)
        }
    }

    @Test("settings are written, all or none, and VBoxManage sees the same")
    func write() async throws {
        try await PrivateService.run { service in
            let host = Host(url: service.url)
            try await host.setProperties(["log-history": "7", "disk-format": "VMDK", "proxy-mode": "NoProxy"])
            let seen = try await service.manage("list", "systemproperties")
            #expect(seen.contains(#/Log history count: +7\n/#) && seen.contains(#/Default hard disk format: +VMDK\n/#))
            #expect(try await value("proxy-mode", of: host) == "NoProxy")
            let folder = try await value("machine-folder", of: host)
            let wrong = try await #require(throws: VMFestError.self) {
                try await host.setProperties([
                    "log-history": "many", "none": "1", "memory-max": "1", "proxy-mode": "Never", "disk-format": "VDI",
                ])
            }
            #expect(wrong.code == .invalidArgument)
            #expect(wrong.problems.map(\.place) == ["log-history", "memory-max", "none", "proxy-mode"])
            // VirtualBox itself refuses the last of them, after the others were set.
            let refused = try await #require(throws: VMFestError.self) {
                try await host.setProperties(["machine-folder": "/tmp", "disk-format": "VDI", "free-space-error": "1"])
            }
            #expect(refused.cleanUpFailures.isEmpty, "\(refused)")
            #expect(try await value("disk-format", of: host) == "VMDK")
            #expect(try await value("machine-folder", of: host) == folder)
        }
    }
}
