//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VirtualBox

@testable import VMFest

/// An installer that takes a second stands for those that take an hour.
@Suite("Installation", .virtualBox)
struct InstallationTests {
    @Test("what is on a disc is told, and whether VirtualBox can install it")
    func discs() async throws {
        try await Fixture.run { fixture in
            let disc = try await fixture.host.installerDisc(at: Self.write(InstallerImage(), in: fixture))
            #expect(disc.osType == "Debian12_64")
            #expect(disc.version == "12.5.0 \"Bookworm\"")
            #expect(disc.flavor == "Debian GNU/Linux")
            #expect(disc.isSupported)
            let nothing = try Self.write(InstallerImage(label: "nothing"), in: fixture)
            for (path, code) in [
                (nothing, VMFestError.Code.badImage), (fixture.path("absent.iso"), .noSuchImage),
                ("relative.iso", .invalidArgument),
            ] {
                let error = try await #require(throws: VMFestError.self) {
                    try await fixture.host.installerDisc(at: path)
                }
                #expect(error.code == code, "\(error)")
            }
        }
    }

    @Test("a system is installed and becomes an image, and nothing else is left")
    func wholeWay() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let installation = try Self.installation(InstallerImage(), in: fixture)
                let image = try await fixture.host.buildImage("debian", installation, within: .seconds(300))
                #expect(image.osType == "Debian12_64")
                #expect(image.user == "me")
                #expect(image.capacity == 64 << 20)
                let bytes = try Data(contentsOf: URL(filePath: image.path))
                #expect(bytes.range(of: Data(InstallerImage.product.utf8)) != nil)
                try await Self.expectNothing(besides: ["debian.vdi"], in: fixture, image: image)
                let again = try await #require(throws: VMFestError.self) {
                    try await fixture.host.buildImage("debian", installation)
                }
                #expect(again.code == .nameTaken)
            }
        }
    }

    @Test("the answers hold the user, the disc is in the drive, and both go with the machine")
    func preparation() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let building = ImageBuilding(
                    host: fixture.host, name: "debian",
                    installation: try Self.installation(InstallerImage(), in: fixture),
                    attributes: ImageAttributes(), deadline: .within(.seconds(60)))
                let machine = try await building.prepared()
                let info = try #require(try await fixture.manage.info(machine.description))
                #expect(info.values.contains { $0.hasSuffix(".viso") })
                let folder = URL(filePath: try await machine.info().settingsFile).deletingLastPathComponent()
                let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                let answers = try #require(files.first { $0.hasSuffix("preseed.cfg") })
                let text = try String(contentsOf: folder.appending(path: answers), encoding: .utf8)
                #expect(text.contains("passwd/username string me"))
                #expect(text.contains("debian.localdomain") || text.contains("get_hostname string debian"), "\(text)")
                // As somebody else would who cleans up after a client that was killed.
                try await machine.destroy()
                #expect(!FileManager.default.fileExists(atPath: folder.path))
                #expect(try await !fixture.manage("list", "dvds").contains("viso"))
            }
        }
    }

    @Test("what can not be installed is refused, and whoever gives up leaves nothing")
    func refusals() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let host = fixture.host
                func code(_ change: (inout SystemInstallation) -> Void) async throws -> VMFestError.Code {
                    var installation = try Self.installation(InstallerImage(endsAtReset: false), in: fixture)
                    change(&installation)
                    let wanted = installation
                    return try await #require(throws: VMFestError.self) {
                        try await host.buildImage("debian", wanted, within: .seconds(30))
                    }.code
                }
                let nothing = try Self.write(InstallerImage(label: "nothing"), in: fixture)
                #expect(try await code { $0.disc = nothing } == .badImage)
                #expect(try await code { $0.disc = "/absent.iso" } == .noSuchImage)
                #expect(try await code { $0.user = "" } == .invalidArgument)
                #expect(try await code { $0.password = "" } == .invalidArgument)
                #expect(try await code { $0.hostName = "web" } == .invalidArgument)
                #expect(try await code { $0.edition = 0 } == .invalidArgument)
                #expect(try await code { $0.osType = "NoSuch" } == .invalidSpec)
                #expect(try await code { $0.spec.bootDisk.controller = "none" } == .invalidArgument)
                try await Self.expectNothing(besides: [], in: fixture, image: nil)

                var endless = try Self.installation(InstallerImage(endsAtReset: false), in: fixture)
                endless.fullName = "It's Me"
                let slow = endless
                let late = try await #require(throws: VMFestError.self) {
                    try await host.buildImage("debian", slow, within: .seconds(12))
                }
                #expect(late.code == .timeLimit, "\(late)")
                #expect(late.cleanUpFailures.isEmpty)
                let building = Task { try await host.buildImage("debian", slow) }
                while try await !host.inventory(.all).contains(where: { $0.state == .running }) {
                    try await Task.sleep(for: .milliseconds(50))
                }
                building.cancel()
                await #expect(throws: CancellationError.self) { _ = try await building.value }
                try await Self.expectNothing(besides: [], in: fixture, image: nil)
            }
        }
    }

    private static func write(_ image: InstallerImage, in fixture: Fixture) throws -> String {
        let path = fixture.path("disc-\(UInt32.random(in: .min ... .max)).iso")
        try Data(image.bytes).write(to: URL(filePath: path))
        return path
    }

    private static func installation(_ image: InstallerImage, in fixture: Fixture) throws -> SystemInstallation {
        SystemInstallation(
            disc: try write(image, in: fixture), user: "me", password: "s3cret",
            spec: MachineSpec(memory: .mebibytes(64)), diskSize: .mebibytes(64))
    }

    /// Expects no machine, no disc and no file with a password in it.
    private static func expectNothing(besides disks: [String], in fixture: Fixture, image: ImageInfo?) async throws {
        #expect(try await fixture.host.inventory(.all) == [])
        #expect(try await fixture.host.leftovers() == [])
        #expect(try await fixture.media().map { URL(filePath: $0).lastPathComponent } == disks)
        #expect(try await !fixture.manage("list", "dvds").contains("Location"))
        let folder = try await fixture.host.health().machineFolder
        let all = FileManager.default.subpaths(atPath: folder) ?? []
        #expect(!all.contains { $0.contains("Unattended-") || $0.hasSuffix(".vbox") }, "\(all)")
    }
}
