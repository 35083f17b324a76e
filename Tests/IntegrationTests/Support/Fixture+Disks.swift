//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

extension Fixture {
    /// Makes a small data disk.
    func disk(_ suffix: String = "data", _ options: DiskOptions = DiskOptions()) async throws -> Disk {
        try await host.createDisk(name(suffix), .mebibytes(8), options)
    }

    /// The path that a data disk of this test is made at.
    func diskPath(_ suffix: String = "data", _ ending: String = "vdi") async throws -> String {
        let lines = try await manage("list", "systemproperties").split(whereSeparator: \.isNewline)
        let line = try #require(lines.first { $0.hasPrefix("Default machine folder:") })
        return line.dropFirst("Default machine folder:".count).trimmingCharacters(in: .whitespaces)
            + "/vmfest-disks/\(name(suffix)).\(ending)"
    }

    /// What `showmediuminfo` says of a disk; nil for one that VirtualBox does not know.
    func mediumInfo(_ disk: String) async throws -> [String: String]? {
        // By its UUID only a disk that is known is found.
        let result = try await manage.attempt(["showmediuminfo", "disk", disk])
        guard result.succeeded else { return nil }
        var values: [String: String] = [:]
        for line in result.output.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            values[String(line[..<colon])] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        return values
    }

    /// Has VBoxManage connect a disk to the SATA controller of a machine.
    func attach(_ disk: String, to machine: Machine, port: Int = 1) async throws {
        try await manage(
            "storageattach", machine.description, "--storagectl", "SATA", "--port", "\(port)", "--type", "hdd",
            "--medium", disk)
    }

    /// Expects an error with a code and words in its message.
    func refuses(
        _ code: VMFestError.Code, _ words: String..., sourceLocation: SourceLocation = #_sourceLocation,
        _ work: () async throws -> Void
    ) async throws {
        let error = try await #require(throws: VMFestError.self, sourceLocation: sourceLocation) { try await work() }
        #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
        for word in words {
            #expect("\(error)".contains(word), "'\(word)' is missing in: \(error)", sourceLocation: sourceLocation)
        }
    }
}
