//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Work between a snapshot and its restore that is killed", .virtualBox)
struct KilledSnapshotTests {
    @Test("interrupted, the work is asked to end before the machine is taken back")
    func interrupted() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let (begun, ended) = (fixture.path("begun"), fixture.path("ended"))
            let program = try VMFestProgram(url: fixture.host.url).begin(
                "snapshot", "with", machine.description, "--", "sh", "-c",
                "trap 'touch \"\(ended)\"; exit 0' TERM; touch '\(begun)'; while :; do sleep 0.1; done")
            try await eventually("the work begins") { FileManager.default.fileExists(atPath: begun) }
            program.interrupt()
            #expect(await program.end() == 130)
            #expect(FileManager.default.fileExists(atPath: ended))
            #expect(try await machine.snapshots().isEmpty)
        }
    }

    @Test("nothing is lost: the snapshot and the machine stay as they are, and doctor tells how to go either way")
    func killed() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let host = fixture.host
                let machine = try await fixture.machine("vm", .small, image: .file(fixture.emptyImage()))
                let program = VMFestProgram(url: service.url)
                func info(_ key: String) async throws -> String? {
                    try await fixture.manage.info(machine.description)?[key]
                }
                // It works for as long as this is there; a program that is killed leaves its own behind.
                let sign = fixture.path("working")
                try Data().write(to: URL(filePath: sign))
                let work = try program.begin(
                    "snapshot", "with", machine.description, "--", "sh", "-c",
                    "while [ -e '\(sign)' ]; do sleep 0.1; done")
                // It is locked until the snapshot is taken. VBoxManage does not look before: it locks the machine for that, and
                // beside a snapshot that is being taken it can crash VirtualBox's own server process.
                try await eventually("the work begins") {
                    guard try await !machine.snapshots().isEmpty else { return false }
                    return try await fixture.manage.attempt(["modifyvm", machine.description, "--memory", "48"])
                        .succeeded
                }
                let snapshot = try #require(try await info("SnapshotName"))
                #expect(try await host.health().abandonedSnapshots == [])
                #expect(try await host.leftovers() == [])
                try await fixture.refuses(.inUse, snapshot) { try await machine.withSnapshot {} }

                work.kill()
                try FileManager.default.removeItem(atPath: sign)
                _ = await work.end()
                let abandoned = try await host.health().abandonedSnapshots
                #expect(abandoned.map(\.machine) == [machine] && abandoned.map(\.name) == [fixture.name("vm")])
                #expect(abandoned.map(\.snapshot.name) == [snapshot])
                let doctor = try await program.run(["doctor"]).output
                let restore = "vmfest snapshot restore \(machine) \(snapshot) --stop"
                #expect(doctor.contains(restore), "\(doctor)")

                // gc takes the note and nothing else.
                let leftovers = try await host.leftovers()
                #expect(leftovers.map(\.kind) == [.note] && leftovers.map(\.name) == [snapshot])
                #expect(try await host.remove(leftovers).isEmpty)
                #expect(try await host.leftovers() == [])
                #expect(try await host.health().abandonedSnapshots == abandoned)
                #expect(try await info("SnapshotName") == snapshot)
                #expect(try await info("memory") == "48")

                // Others can do such work again, and the machine is afterwards what it is now.
                _ = try await machine.withSnapshot { try await machine.update { $0.memory = .mebibytes(64) } }
                #expect(try await info("memory") == "48")
                #expect(try await program.run(restore.split(separator: " ").dropFirst().map(String.init)).code == 0)
                #expect(try await info("memory") == "32")
                try await machine.removeSnapshot(snapshot)
                #expect(try await host.health().abandonedSnapshots == [])
            }
        }
    }
}
