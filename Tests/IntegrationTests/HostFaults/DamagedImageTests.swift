//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// What can happen to the file that machines' disks are based on.
enum ImageDamage: String, Sendable, CaseIterable {
    case missing, truncated

    func happen(to path: String) throws {
        try FileManager.default.copyItem(atPath: path, toPath: path + ".away")
        switch self {
        case .missing: try FileManager.default.removeItem(atPath: path)
        case .truncated:
            let file = try FileHandle(forUpdating: URL(filePath: path))
            try file.truncate(atOffset: 1_000)
            try file.close()
        }
    }

    /// Puts back what was there.
    func mend(_ path: String) throws {
        let content = try Data(contentsOf: URL(filePath: path + ".away"))
        switch self {
        case .missing: try content.write(to: URL(filePath: path))
        case .truncated:
            // Into the same file: a machine that runs has it open.
            let file = try FileHandle(forUpdating: URL(filePath: path))
            try file.write(contentsOf: content)
            try file.close()
        }
    }
}

@Suite("An image's base disk that is not what it was", .virtualBox)
struct DamagedImageTests {
    @Test(
        "who needs it is told which image it is and what to do, nothing is removed, and all is well when it is back",
        arguments: ImageDamage.allCases, [false, true])
    func damaged(_ damage: ImageDamage, isInUse: Bool) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let host = fixture.host
                let image = try await host.importImage("base", from: try await fixture.emptyImage())
                let machine = try await fixture.machine("vm", .small, image: .named("base"))
                // What a machine that runs has open VirtualBox does not look at again.
                let user = try await fixture.machine("user", .small, image: .named("base"))
                if isInUse { try await user.start() }
                let disks = try await fixture.media()
                try damage.happen(to: image.path)

                let code: VMFestError.Code = damage == .missing ? .noSuchImage : .badImage
                let words = "the image 'base' is damaged"
                try await fixture.refuses(code, words, image.path, "bring the file back") {
                    _ = try await fixture.machine("new", .small, image: .named("base"))
                }
                try await fixture.refuses(.startFailed, words, image.path, "bring the file back") {
                    try await machine.start()
                }
                let run = try await #require(throws: VMFestError.self) {
                    try await host.run("base", size: .nano, count: 2, RunOptions(name: fixture.name("run")))
                }
                #expect("\(run)".contains(words), "\(run)")
                let found = try await host.health().damagedImages
                #expect(found.map(\.image) == ["base"])
                #expect(found.map(\.finding) == [damage == .missing ? .missing : .changed])
                #expect(try await host.checkImage("base").finding != .good)
                #expect(try await host.leftovers() == [], "the file may be there under another name, and here it is")
                #expect(try await fixture.media() == disks)
                #expect(try await fixture.manage.state(user.description) == (isInUse ? "running" : "poweroff"))
                #expect(try await host.inventory().map(\.name).sorted() == [fixture.name("user"), fixture.name("vm")])

                try damage.mend(image.path)
                #expect(try await host.checkImage("base").finding == .good)
                #expect(try await host.health().damagedImages == [])
                try await machine.start()
                try await fixture.machine("new", .small, image: .named("base")).start()
                // Now the copy is of no image.
                #expect(try await host.leftovers().map(\.name) == [image.path + ".away"])
            }
        }
    }

    @Test("content that was changed behind VirtualBox's back starts all the same; only reading all of it tells")
    func changed() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let image = try await fixture.host.importImage("base", from: try await fixture.emptyImage())
                let machine = try await fixture.machine("vm", .small, image: .named("base"))
                let file = try FileHandle(forUpdating: URL(filePath: image.path))
                try file.seek(toOffset: UInt64(image.fileSize) - 512)
                try file.write(contentsOf: Data("changed".utf8))
                try file.close()
                try await machine.start()
                #expect(try await fixture.host.health().damagedImages == [])
                let check = try await fixture.host.checkImage("base")
                #expect(check.finding == .changed)
                #expect(check.reason.contains(image.path) && check.reason.contains("SHA-256"))
            }
        }
    }
}
