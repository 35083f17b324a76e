//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest

struct GuestFilesTests {
    @Test(
        "Permissions are read as ls and VirtualBox write them",
        arguments: [
            ("-rwxr-xr-x    ------N-------", UInt16(0o755)), ("drwxr-x---", 0o750), ("-rwsr-Sr-t+", 0o745),
            ("----------", 0),
        ])
    func permissions(text: String, mode: UInt16) {
        #expect(Permissions.mode(of: text) == mode)
    }

    @Test("What is no permissions is none", arguments: ["", "-rw", "-abcdefghi"])
    func noPermissions(text: String) {
        #expect(Permissions.mode(of: text) == nil)
    }

    @Test("A listing through SSH is read, whatever a name holds")
    func listing() {
        #expect(
            SSHFiles.item("f -rw-r--r-- 12 a b\nc") == GuestItem(name: "a b\nc", kind: .file, size: 12, mode: 0o644))
        #expect(SSHFiles.item("d drwx------ 0 d")?.kind == .folder)
        #expect(SSHFiles.item("rubbish") == nil)
    }

    @Test("A guest's names lead nowhere else", arguments: ["..", ".", "", "a/b", "/etc/passwd", "..\\x", "a\0"])
    func hostile(name: String) {
        #expect(throws: VMFestError.self) { try GuestCopy.checked(name) }
    }

    @Test("A whole folder goes in and out again as it was")
    func roundTrip() async throws {
        try await withFolder { folder in
            let source = folder.appending(path: "source")
            try FileManager.default.createDirectory(
                at: source.appending(path: "sub dir"), withIntermediateDirectories: true)
            let bytes = Data((0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            try bytes.write(to: source.appending(path: "sub dir/ä.bin"))
            try Data().write(to: source.appending(path: "empty"))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o751], ofItemAtPath: source.appending(path: "empty").path)
            let guest = MemoryFiles()
            try await GuestCopy(guest).copyIn(source, to: "/target")
            try await GuestCopy(guest).copyOut("/target", to: folder.appending(path: "back"))
            let back = folder.appending(path: "back")
            #expect(try Data(contentsOf: back.appending(path: "sub dir/ä.bin")) == bytes)
            let attributes = try FileManager.default.attributesOfItem(atPath: back.appending(path: "empty").path)
            #expect(attributes[.posixPermissions] as? Int == 0o751)
        }
    }

    @Test("Of a copy that fails half-way nothing is left on this computer")
    func atomic() async throws {
        try await withFolder { folder in
            let guest = MemoryFiles(hostileName: "../escape")
            await #expect(throws: VMFestError.self) {
                try await GuestCopy(guest).copyOut("/", to: folder.appending(path: "back"))
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left.isEmpty)
        }
    }

    @Test("What is not there is told from which side")
    func missing() async throws {
        let copy = GuestCopy(MemoryFiles())
        await #expect(throws: VMFestError.self) { try await copy.copyIn(URL(filePath: "/no/such"), to: "/x") }
        await #expect(throws: VMFestError.self) { try await copy.copyOut("/no", to: URL(filePath: "/tmp/x")) }
    }

    private func withFolder(_ work: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vmfest-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await work(folder)
    }
}
