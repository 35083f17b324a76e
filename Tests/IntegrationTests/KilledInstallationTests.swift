//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Installations that are killed", .virtualBox)
struct KilledInstallationTests {
    @Test("one that is killed while the installer runs leaves nothing after the next gc")
    func killedInstaller() async throws {
        try await run { fixture, before in
            let arguments = try arguments(InstallerImage(endsAtReset: false), in: fixture)
            let build = try VMFestProgram(url: fixture.host.url).begin(arguments)
            try await eventually("the installer runs") {
                try await fixture.host.inventory(.all).contains { $0.state == .running }
            }
            // Whoever only looks changes nothing.
            #expect(try await fixture.host.leftovers() == [])
            try await collect(after: build, before, in: fixture, "the installer")
            #expect(try await fixture.host.images().isEmpty)
        }
    }

    private func run(_ test: @escaping @Sendable (Fixture, Set<String>) async throws -> Void) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                try await test(fixture, try await remains(fixture))
            }
        }
    }

    private func arguments(_ image: InstallerImage, in fixture: Fixture) throws -> [String] {
        let (disc, password) = (fixture.path("disc.iso"), fixture.path("password"))
        try Data(image.bytes).write(to: URL(filePath: disc))
        try Data("s3cret\n".utf8).write(to: URL(filePath: password))
        return [
            "image", "build", "debian", "--iso", disc, "--password-file", password, "--memory", "64MiB", "--cpus", "1",
            "--disk", "64MiB",
        ]
    }

    /// Kills it, removes what it left, and expects nothing but perhaps the image.
    private func collect(
        after build: VMFestProgram.Running, _ before: Set<String>, in fixture: Fixture, _ what: Comment
    ) async throws {
        build.kill()
        _ = await build.end()
        let leftovers = try await fixture.host.leftovers()
        let failures = try await fixture.host.remove(leftovers)
        #expect(failures.isEmpty, "\(what): \(failures)")
        for image in try await fixture.host.images() {
            #expect(try await fixture.host.checkImage(image.name).finding == .good, what)
            try await fixture.host.removeImage(image.name)
        }
        try await expect(before, in: fixture, "\(what), after \(leftovers)")
    }

    private func expect(_ before: Set<String>, in fixture: Fixture, _ what: Comment) async throws {
        let differences = try await remains(fixture).symmetricDifference(before)
        #expect(differences == [], what)
        #expect(try await fixture.host.leftovers() == [], what)
    }

    /// All that is on the host, discs included.
    private func remains(_ fixture: Fixture) async throws -> Set<String> {
        let folder = try await fixture.host.health().machineFolder
        let discs = try await fixture.manage("list", "dvds").split(whereSeparator: \.isNewline)
        return try await fixture.remains(beside: "\(folder)/vmfest-images/debian.vdi")
            .union(discs.filter { $0.hasPrefix("Location:") }.map(String.init))
    }
}
